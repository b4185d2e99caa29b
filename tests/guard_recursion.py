#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No function of the library calls itself, straight or by way of others: data
must not decide how deep the stack grows. Read from the machine code, so that
calls through pointers are not seen."""

import os
import re
import subprocess

import guard

HEAD = re.compile(r"^[0-9a-f]+ <([^>+]+)>:$")
CALL = re.compile(r"\t(?:call|callq|jmp|jmpq|bl|b)\s+[0-9a-f]+ <([^>+]+)>")
RELOC = re.compile(r"R_\w+(?:PLT32|CALL26|JUMP26|PC32)\s+([A-Za-z_][\w.]*)")


def calls(path):
    """{function: functions it calls} of an object file; a static function
    carries the file's name."""
    out = subprocess.run(["objdump", "-dr", path], check=True,
                         stdout=subprocess.PIPE, universal_newlines=True)
    graph, now, pending = {}, None, None
    for line in out.stdout.splitlines() + [""]:
        # A call that a relocation follows goes where that says, and not to
        # what happens to stand at the address before linking.
        moved = RELOC.search(line)
        for m in (moved, None if moved else pending):
            if m and now:
                graph[now].add(plain(m.group(1)))
        head = HEAD.match(line)
        if head:
            now = plain(head.group(1))
            graph.setdefault(now, set())
        pending = CALL.search(line)
        # A jump inside a function or to its cold part is no call.
        if pending and plain(pending.group(1)) == now and \
                "\tcall" not in line:
            pending = None
    return graph


def plain(name):
    """A function's name without what the compiler cut off it."""
    return name.replace(".cold", "")


def merged(objects):
    """The graph of all objects. Static functions of one name in two files are
    told apart by the file."""
    whole = {}
    for path in objects:
        graph = calls(path)
        own = statics(path)
        for name, targets in graph.items():
            whole.setdefault(label(path, name, own), set()).update(
                label(path, t, own) for t in targets)
    return whole


def statics(path):
    """Names of an object's local functions."""
    out = subprocess.run(["nm", path], check=True, stdout=subprocess.PIPE,
                         universal_newlines=True)
    return {w[2] for w in map(str.split, out.stdout.splitlines())
            if len(w) == 3 and w[1] == "t"}


def label(path, name, own):
    """How a function is called in the graph."""
    return "%s:%s" % (os.path.basename(path), name) if name in own else name


def cyclic(graph):
    """Functions that can reach themselves."""
    left = {n: set(t) & set(graph) for n, t in graph.items()}
    leaves = [n for n in left if not left[n]]
    callers = {}
    for name, targets in left.items():
        for target in targets:
            callers.setdefault(target, set()).add(name)
    while leaves:
        leaf = leaves.pop()
        left.pop(leaf)
        for caller in callers.get(leaf, ()):
            left[caller].discard(leaf)
            if not left[caller]:
                leaves.append(caller)
    return sorted(n for n in left if reaches(left, n))


def reaches(graph, name):
    """Can `name` reach itself?"""
    seen, todo = set(), list(graph[name])
    while todo:
        now = todo.pop()
        if now == name:
            return True
        if now not in seen:
            seen.add(now)
            todo += graph[now]
    return False


def check(root):
    """Faults of the library's objects, and of planted.c compiled."""
    objects = guard.objects()
    planted = os.path.join(root, "planted.c")
    if os.path.exists(planted):
        objects.append(planted + ".o")
        subprocess.run([os.environ.get("CC", "cc").split()[0], "-O1", "-c",
                        "-fPIC", "-o", objects[-1], planted], check=True)
    return ["%s can call itself" % n for n in cyclic(merged(objects))]


def plant(code):
    """A plant that is a source of its own."""
    return lambda root: guard.append(code, root, "planted.c")


if __name__ == "__main__":
    guard.built_objects()
    guard.run("no recursion", check, [
        ("a function that calls itself", plant(
            "int f(int n, int m) { return n ? f(n / 2, m) * f(n - 1, 3) + m"
            " : 1; }\n")),
        ("two that call each other", plant(
            "int g(int n);\n"
            "__attribute__((noinline)) static int f(int n)"
            " { return g(n) * 3; }\n"
            "int g(int n) { return n ? f(n - 1) + 1 : 0; }\n")),
    ])
