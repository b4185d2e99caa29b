#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""--progress, and what becomes of the tool when a signal ends it: one line on
a terminal, gone at the end; and no file left behind. TAP."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import time

TOOL = os.path.abspath(os.environ.get("SKPCHECK", "build/skpcheck"))
HEAD = b"nip,nama,unor_id\n"
DAY = "--pada=2026-01-20"
SLOW = 1.6  # seconds until a second has passed for any process
LINE = re.compile(r"\rmembaca: 0 MB, \d+ baris")


def rows(n, first=0):
    """People whose NIP is none."""
    return b"".join(b"p%d,Budi %d,U9\n" % (i, i)
                    for i in range(first, first + n))


def default(ignored=()):
    """What a program started by hand does with signals."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN if number in ignored
                      else signal.SIG_DFL)


class Run:
    """The tool, its input a pipe, its standard error a terminal or a pipe."""

    def __init__(self, *options, terminal=True, both=False, ignored=()):
        self.shown = b""
        if terminal or both:
            self.fd, other = pty.openpty()
        else:
            self.fd, other = os.pipe()
        env = dict(os.environ, SKPCHECK_LANG="id")
        self.tool = subprocess.Popen(
            [TOOL, "check", "-", DAY, "--color=never"] + list(options),
            stdin=subprocess.PIPE,
            stdout=other if both else subprocess.DEVNULL, stderr=other,
            env=env, preexec_fn=lambda: default(ignored))
        os.close(other)

    def look(self, seconds):
        """Takes what is shown, for some time or until the end."""
        end = time.monotonic() + seconds
        while select.select([self.fd], [], [], max(
                0, end - time.monotonic()))[0]:
            try:
                got = os.read(self.fd, 65536)
            except OSError:  # a terminal that nobody holds any more
                got = b""
            if not got:
                break
            self.shown += got

    def feed(self, text):
        self.tool.stdin.write(text)
        self.tool.stdin.flush()

    def end(self):
        """Its exit status, and all that was shown."""
        self.tool.stdin.close()
        self.look(60)
        os.close(self.fd)
        return self.tool.wait(60), self.shown.decode("utf-8")


def slow(*options, **how):
    """A run of which the input takes more than a second."""
    run = Run(*options, **how)
    run.feed(HEAD + rows(30000))
    run.look(SLOW)
    return run


def gone(text):
    """Is the line taken away at the end?"""
    return re.search(r"\r +\r$", text) is not None


def one_line_that_goes():
    status, text = slow().end()
    return status == 1 and LINE.search(text) and gone(text) and \
        "\n" not in text


def at_most_ten_a_second():
    began = time.monotonic()
    run = slow()
    run.look(1)
    text = run.end()[1]
    return 1 < text.count("\r") <= 10 * (time.monotonic() - began)


def nothing_within_a_second():
    began = time.monotonic()
    run = Run()
    run.feed(HEAD + rows(10))
    status, text = run.end()
    return status == 1 and (text == "" or time.monotonic() - began > 1)


def only_on_a_terminal():
    return slow(terminal=False).end() == (1, "")


def anywhere_if_asked_for():
    text = slow("--progress", terminal=False).end()[1]
    return LINE.search(text) and gone(text)


def nowhere_if_not():
    return slow("--progress=off").end()[1] == "" and \
        slow("--quiet").end()[1] == ""


def in_english():
    text = slow("--lang=en").end()[1]
    return re.search(r"\rreading: 0 MB, \d+ rows", text)


def not_among_the_findings():
    text = slow(both=True).end()[1]
    before, _, after = text.partition("TEMUAN")
    return LINE.search(before) and gone(before) and after and \
        "membaca:" not in after


def a_wrong_word_is_refused():
    run = Run("--progress=soon", terminal=False)
    status, text = run.end()
    return status == 2 and "auto, on, off" in text


# ---- signals ----

def left(folder):
    return sorted(os.listdir(folder))


def ended_while_it_waits(number):
    with tempfile.TemporaryDirectory() as folder:
        run = slow("-o", os.path.join(folder, "new"))
        began = time.monotonic()
        run.tool.send_signal(number)
        run.tool.wait(60)
        took = time.monotonic() - began
        status, text = run.end()
        return status == -number and left(folder) == [] and \
            gone(text) and took < 5


def ended_while_it_writes(number, people=100000):
    """Ends it when the unfinished file is there; None: it was too fast."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "people.csv")
        with open(path, "wb") as data:
            data.write(HEAD + rows(people))
        with open(os.path.join(folder, "unor.csv"), "wb") as data:
            data.write(b"id\nU1\n")
        out = os.path.join(folder, "out")
        os.mkdir(out)
        tool = subprocess.Popen(
            [TOOL, "check", path, os.path.join(folder, "unor.csv"), DAY,
             "-f", "jsonl", "-o", os.path.join(out, "new")],
            stderr=subprocess.PIPE, preexec_fn=default)
        while not left(out) and tool.poll() is None:
            pass
        seen = left(out)
        tool.send_signal(number)
        said = tool.communicate()[1]
        if tool.returncode >= 0 and left(out) == ["new"]:
            return None
        return seen and seen != ["new"] and tool.returncode == -number and \
            left(out) == [] and said == b""


def tried(number):
    for people in (100000, 400000, 1600000):
        result = ended_while_it_writes(number, people)
        if result is not None:
            return result
    return False


def deaf_stays_deaf():
    with tempfile.TemporaryDirectory() as folder:
        new = os.path.join(folder, "new")
        run = slow("-o", new, ignored=(signal.SIGINT,))
        run.tool.send_signal(signal.SIGINT)
        run.look(1)
        run.feed(rows(10, 30000))
        return run.end()[0] == 1 and left(folder) == ["new"]


TESTS = [
    ("on a terminal one line, taken away at the end", one_line_that_goes),
    ("rewritten at most ten times a second", at_most_ten_a_second),
    ("nothing within the first second", nothing_within_a_second),
    ("nothing where there is no terminal", only_on_a_terminal),
    ("--progress shows it anywhere", anywhere_if_asked_for),
    ("--progress=off and --quiet do not", nowhere_if_not),
    ("in English", in_english),
    ("it goes before findings are written there", not_among_the_findings),
    ("a wrong word is refused", a_wrong_word_is_refused),
    ("SIGINT ends it while it waits, and the line goes",
     lambda: ended_while_it_waits(signal.SIGINT)),
    ("SIGTERM ends it while it waits, and the line goes",
     lambda: ended_while_it_waits(signal.SIGTERM)),
    ("SIGINT while a file is written leaves none",
     lambda: tried(signal.SIGINT)),
    ("SIGTERM while a file is written leaves none",
     lambda: tried(signal.SIGTERM)),
    ("a signal that is ignored is no end", deaf_stays_deaf),
]


def main():
    failed = False
    print("1..%d" % len(TESTS))
    for number, (name, test) in enumerate(TESTS, 1):
        good = test()
        failed |= not good
        print("%s %d - %s" % ("ok" if good else "not ok", number, name))
        sys.stdout.flush()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
