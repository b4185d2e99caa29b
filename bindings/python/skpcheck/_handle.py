# SPDX-License-Identifier: MIT
"""Objects of the C library, owned by objects of Python."""

from __future__ import annotations

import threading
import weakref
from contextlib import contextmanager
from typing import Any, Callable, Iterator, Optional, Tuple

from . import _ffi
from ._errors import SkpBusyError, SkpStateError


def _release(free: Callable[[Any], None], pointer: Any,
             needs: Tuple[Any, ...]) -> None:
    free(pointer)


class Owned:
    """One C object, freed once: when the last that refers to it lets go.

    `needs` must outlive it: Owned objects, bytes. They are kept by the
    finalizer itself, so that neither the cycle collector nor the end of the
    interpreter can free them first.
    """

    def __init__(self, pointer: Any, free: Callable[[Any], None],
                 *needs: Any) -> None:
        self.pointer = pointer
        weakref.finalize(self, _release, free, pointer, needs)


class Handle:
    """What Model, Checker and Report share: open until closed.

    Closing lets go of the C object; it is freed when no report needs it any
    more. A call on one object waits while another thread is inside one;
    from inside the object's own callback it raises SkpBusyError.
    """

    def __init__(self, owned: Owned) -> None:
        self._owned = owned  # type: Optional[Owned]
        self._lock = threading.Lock()
        self._user = 0

    @property
    def closed(self) -> bool:
        """Whether close() was called."""
        return self._owned is None

    def close(self) -> None:
        """Lets go of the C object. Closing twice is harmless."""
        self._owned = None

    def __enter__(self) -> Any:
        self._open()
        return self

    def __exit__(self, *exception: Any) -> None:
        self.close()

    def __reduce__(self) -> Any:
        raise TypeError("a %s cannot be pickled or copied"
                        % type(self).__name__)

    def _open(self) -> Owned:
        owned = self._owned
        if owned is None:
            raise SkpStateError("this %s is closed" % type(self).__name__,
                                _ffi.SKP_E_STATE)
        return owned

    @contextmanager
    def _using(self) -> Iterator[Any]:
        """The C object, for one thread at a time."""
        owned = self._open()
        me = threading.get_ident()
        if self._user == me:
            raise SkpBusyError(
                "called from inside the %s's own callback"
                % type(self).__name__, _ffi.SKP_E_BUSY)
        with self._lock:
            self._user = me
            try:
                yield owned.pointer
            finally:
                self._user = 0
