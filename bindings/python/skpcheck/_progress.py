# SPDX-License-Identifier: MIT
"""Progress: how far a long call is, and a switch that stops it."""

from __future__ import annotations

import ctypes
from typing import Any, Optional, Tuple

from . import _ffi
from ._errors import call
from ._ffi import lib
from ._handle import Handle, Owned

#: Names of SKP_PHASE_*.
_PHASES = (None, "load", "seal", "check", "plan", "write")


class Progress(Handle):
    """Counters of a long call, to be read by other threads, and a switch
    that stops it. Give it as `progress=` to a Model (which loads and seals
    with it), a check, a plan, a writing.

        progress = skpcheck.Progress()
        thread = threading.Thread(target=work, args=(progress,))
        thread.start()
        while thread.is_alive():
            print(progress.phase, progress.done, progress.total)
            thread.join(1)

    One call at a time may use it. Other threads run meanwhile, for the C
    library works without Python's lock; only a call that hands every row to
    Python takes turns with them. A signal's handler runs in Python when the
    call of the main thread has ended, so let long calls be made by another.
    """

    def __init__(self) -> None:
        pointer = ctypes.POINTER(_ffi.skp_progress)()
        call(lib.skp_progress_new, None, pointer)
        super().__init__(Owned(pointer, lib.skp_progress_free))

    def __repr__(self) -> str:
        if self.closed:
            return "<skpcheck.Progress: closed>"
        done = "%d" % self.done
        if self.total is not None:
            done += " of %d" % self.total
        return "<skpcheck.Progress: %s, %s>" % (self.phase, done)

    @property
    def phase(self) -> Optional[str]:
        """What is being done, or was last: "load", "seal", "check", "plan",
        "write"; None: nothing was begun."""
        return _PHASES[lib.skp_progress_phase(self._open().pointer)]

    @property
    def done(self) -> int:
        """How much of it is done: bytes of a load, steps of a seal, rows of
        a check and of all checks of a plan, findings of a writing."""
        return lib.skp_progress_done(self._open().pointer)

    @property
    def total(self) -> Optional[int]:
        """How much there is to do; None: not known."""
        total = lib.skp_progress_total(self._open().pointer)
        return None if total < 0 else total

    @property
    def rows(self) -> int:
        """How many rows were read or looked at."""
        return lib.skp_progress_rows(self._open().pointer)

    def cancel(self) -> None:
        """Stops the call under way within some thousand rows, and each one
        begun after it, until `reset`: it raises SkpCancelled, and its
        objects are as they were."""
        lib.skp_progress_cancel(self._open().pointer)

    def reset(self) -> None:
        """Takes `cancel` back, and sets the counters to nothing."""
        lib.skp_progress_reset(self._open().pointer)


def watched(options: Any, progress: Optional[Progress]
            ) -> Tuple[Owned, ...]:
    """Names the progress in a call's options; what must live until the call,
    or what it makes, has ended."""
    if progress is None:
        return ()
    if not isinstance(progress, Progress):
        raise TypeError("progress must be a Progress, not %s"
                        % type(progress).__name__)
    owned = progress._open()
    options.progress = owned.pointer
    return (owned,)
