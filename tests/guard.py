# SPDX-License-Identifier: MIT
"""What the guards share. A guard looks at the sources or at what was built
and lists faults; each of its `plants` breaks a copy of the sources, and the
guard must then complain: a guard that cannot fail guards nothing."""

import glob
import os
import shutil
import sys
import tempfile

TOP = os.environ.get("top_srcdir") or os.path.dirname(
    os.path.dirname(os.path.abspath(__file__)))
BUILD = os.environ.get("top_builddir") or os.path.join(TOP, "build")


def read(*path):
    """The text of a file."""
    with open(os.path.join(*path), encoding="utf-8") as f:
        return f.read()


def append(text, *path):
    """Writes `text` at the end of a file."""
    with open(os.path.join(*path), "a", encoding="utf-8") as f:
        f.write(text)


def replace(old, new, *path):
    """Puts `new` for the first `old` of a file, which must be there."""
    text = read(*path)
    if old not in text:
        raise ValueError("nothing to plant in " + os.path.join(*path))
    with open(os.path.join(*path), "w", encoding="utf-8") as f:
        f.write(text.replace(old, new, 1))


def copy_of_sources(to):
    """The part of the tree that guards look at, writable."""
    for part in ("lib", "include", os.path.join("tests", "cases")):
        if os.path.isdir(os.path.join(TOP, part)):
            shutil.copytree(os.path.join(TOP, part), os.path.join(to, part),
                            copy_function=shutil.copyfile)
    for folder, _, _ in os.walk(to):
        os.chmod(folder, 0o755)


def faults_with(plant, check):
    """Faults of a copy of the sources that `plant` has broken."""
    with tempfile.TemporaryDirectory() as folder:
        copy_of_sources(folder)
        plant(folder)
        return check(folder)


def objects():
    """The library's object files in the build folder."""
    name = "libskpcheck_la-*.o"
    plain = glob.glob(os.path.join(BUILD, "lib", "**", name), recursive=True)
    pic = os.path.join(BUILD, "lib", "**", ".libs", name)
    return sorted(plain or glob.glob(pic, recursive=True))


def built_objects():
    """The same for a guard that looks at nothing else: it is skipped without
    them, and in a sanitizer's build, which has calls and symbols of its own."""
    found = objects()
    if not found:
        skip("no objects of the library in the build folder")
    if not (shutil.which("nm") and shutil.which("objdump")):
        skip("needs nm and objdump")
    if os.environ.get("SKP_SANITIZED"):
        skip("a sanitizer's build has calls and symbols of its own")
    return found


def skip(reason):
    """Ends a guard that has nothing to look at."""
    print("1..0 # SKIP " + reason)
    sys.exit(0)


def run(name, check, plants):
    """Prints TAP: the tree is clean, and each (what, plant) is noticed."""
    print("1..%d" % (1 + len(plants)))
    faults = check(TOP)
    for fault in faults:
        print("# " + fault)
    print("%s 1 - %s" % ("not ok" if faults else "ok", name))
    failed = bool(faults)
    for number, (what, plant) in enumerate(plants, 2):
        noticed = len(faults_with(plant, check)) > len(faults)
        failed = failed or not noticed
        print("%s %d - notices %s" % ("ok" if noticed else "not ok", number,
                                      what))
    sys.exit(1 if failed else 0)
