#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The library calls nothing that asks the locale, the environment or the
clock, prints, ends the process or allocates behind the allocator's back, and
has no variable that a thread could write. (qsort may borrow memory, but sorts
without it too.)"""

import os
import re
import subprocess

import guard

BANNED = set("""
    strtod strtof strtold atof atoi atol scanf sscanf __isoc99_sscanf
    toupper tolower isalpha isdigit isalnum isspace isupper islower isprint
    ispunct isxdigit __ctype_b_loc __ctype_toupper_loc __ctype_tolower_loc
    towupper towlower iswalpha mbstowcs mbrtowc wcstombs
    strcoll strxfrm strcasecmp strncasecmp setlocale localeconv newlocale
    strerror perror gettext dcgettext
    getenv secure_getenv setenv environ
    time clock clock_gettime gettimeofday localtime localtime_r gmtime mktime tzset strftime
    printf fprintf vprintf vfprintf puts fputs fputc putchar putc fwrite
    __printf_chk __fprintf_chk stdout stderr stdin
    exit _exit _Exit abort atexit __assert_fail signal raise sigaction kill
    system popen fork execve
    rand srand random srandom drand48
    strdup strndup asprintf vasprintf getline
    gets strcpy strcat sprintf vsprintf __sprintf_chk strtok alloca
    scandir ftw nftw
""".split())
WRITABLE = re.compile(r"^(\.data|\.bss|\.tdata|\.tbss|\*COM\*)(\.|$)")


def lines(*command):
    """Output of a command, line by line."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE,
                          universal_newlines=True).stdout.splitlines()


def called(path):
    """Symbols that an object takes from elsewhere."""
    return {line.split()[-1].split("@")[0] for line in
            lines("nm", "-u", path)}


def writable(path):
    """(section, name) of each variable that can be written."""
    for line in lines("objdump", "-t", path):
        m = re.match(r"^[0-9a-f]+ .{7} (\S+)\s+([0-9a-f]+)\s+(?:\.hidden )?"
                     r"(\S+)$", line)
        if m and int(m.group(2), 16) and WRITABLE.match(m.group(1)) and \
                not m.group(1).startswith(".data.rel.ro"):
            yield m.group(1), m.group(3)


def check_objects(objects):
    """Faults of object files."""
    faults = []
    for path in objects:
        name = os.path.basename(path)
        faults += ["%s calls %s" % (name, s)
                   for s in sorted(called(path) & BANNED)]
        faults += ["%s can write %s in %s" % (name, s, section)
                   for section, s in writable(path)]
    return faults


def check(root):
    """Faults of the library's objects, and of planted.c compiled."""
    objects = guard.objects()
    planted = os.path.join(root, "planted.c")
    if os.path.exists(planted):
        objects.append(planted + ".o")
        lines(os.environ.get("CC", "cc").split()[0], "-c", "-o", objects[-1],
              planted)
    return check_objects(objects)


def plant(code):
    """A plant that is a source of its own."""
    return lambda root: guard.append(code, root, "planted.c")


if __name__ == "__main__":
    guard.built_objects()
    guard.run("no banned calls, no globals", check, [
        ("a number read by locale", plant(
            "#include <stdlib.h>\n"
            "double f(const char *s) { return strtod(s, 0); }\n")),
        ("a look at the environment", plant(
            "#include <stdlib.h>\n"
            "char *f(const char *s) { return getenv(s); }\n")),
        ("a global", plant("int counter = 1;\n")),
        ("a hidden static", plant(
            "int f(void) { static int n; return ++n; }\n")),
    ])
