# SPDX-License-Identifier: MIT
"""_ffi.py says exactly what include/skpcheck_ffi.h says."""

import ctypes
import os
import re
import shutil
import subprocess
import sys

import pytest

from conftest import TOP
from skpcheck import _ffi

GENERATOR = os.path.join(TOP, "bindings", "ffi.py")
PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(_ffi.__file__)))

with open(os.path.join(TOP, "include", "skpcheck_ffi.h"),
          encoding="utf-8") as _file:
    FLAT = _file.read()

PLAIN = {
    "int32_t": ctypes.c_int32, "int64_t": ctypes.c_int64,
    "uint8_t": ctypes.c_uint8, "uint32_t": ctypes.c_uint32,
    "uint64_t": ctypes.c_uint64,
}


def ctype(text):
    """What a C type may be declared as in Python."""
    text = re.sub(r"\b(const|struct)\b", " ", text)
    base = re.match(r"\s*(\w+)", text).group(1)
    stars = text.count("*")
    if base == "void":
        return [[None], [ctypes.c_void_p]][stars]
    if base == "char" and stars == 1:
        return [ctypes.c_char_p, ctypes.POINTER(ctypes.c_char)]
    if base == "char":
        return [ctypes.POINTER(ctypes.c_char_p)]
    ret = PLAIN.get(base) or getattr(_ffi, base)
    for _ in range(stars):
        ret = ctypes.POINTER(ret)
    return [ret]


def functions():
    """name -> (type of the result, types of the arguments), in C."""
    ret = {}
    for line in FLAT.splitlines():
        found = re.match(r"([^({]*?)(skp_\w+)\((.*)\);$", line)
        if found and not line.startswith("typedef"):
            result, name, arguments = found.groups()
            types = [re.sub(r"\w+$", "", a) for a in arguments.split(", ")]
            ret[name] = (result, [] if arguments == "void" else types)
    return ret


def structs():
    """name -> members as (name, type), an array's with its length."""
    ret = {}
    for name, body in re.findall(r"typedef struct (\w+) \{(.*?)\} \w+;",
                                 FLAT, re.S):
        members = []
        for line in body.strip().splitlines():
            line = line.strip().rstrip(";")
            pointer = re.match(r".*\(\*(\w+)\)\(", line)
            if pointer:
                members.append((pointer.group(1), "function"))
                continue
            kind, names = re.match(r"((?:const )?\w+)\s+(.*)", line).groups()
            for one in names.split(", "):
                member = re.search(r"\w+", one).group(0)
                members.append((member, kind + one.replace(member, "")))
        ret[name] = members
    return ret


def test_the_committed_header_is_current():
    assert subprocess.call([sys.executable, GENERATOR, "--check"]) == 0


def test_a_changed_header_is_noticed(tmp_path):
    with open(os.path.join(TOP, "include", "skpcheck.h"),
              encoding="utf-8") as file:
        text = file.read()
    changed = tmp_path / "skpcheck.h"
    changed.write_text(text.replace("skp_model_seal(skp_model *m,",
                                    "skp_model_seal(skp_model *m, int x,"))
    assert subprocess.call(
        [sys.executable, GENERATOR, "--check", "--header", str(changed)],
        stderr=subprocess.DEVNULL) == 1


def test_the_flat_header_has_no_preprocessor_comment_or_attribute():
    assert not re.search(r"#|/\*|//|__attribute__|SKP_API|extern|\bSKP_INIT",
                         FLAT)


def test_every_function_is_declared_and_no_other():
    assert sorted(_ffi.FUNCTIONS) == sorted(functions())


@pytest.mark.parametrize("name", sorted(functions()))
def test_types_are_those_of_the_header(name):
    result, arguments = functions()[name]
    declared_result, declared = _ffi.FUNCTIONS[name]
    assert declared_result in ctype(result)
    assert len(declared) == len(arguments)
    for ours, theirs in zip(declared, arguments):
        assert ours in ctype(theirs), theirs
    function = getattr(_ffi.lib, name)
    assert function.restype is declared_result
    assert list(function.argtypes) == declared


def test_constants_are_those_of_the_header():
    header = {name: int(value) for name, value in
              re.findall(r"^    (SKP_\w+) = (-?\d+),?$", FLAT, re.M)}
    ours = {name: value for name, value in vars(_ffi).items()
            if name.startswith("SKP_")}
    assert len(header) > 80
    assert ours == header


@pytest.mark.parametrize("name", sorted(structs()))
def test_structs_are_those_of_the_header(name):
    members = structs()[name]
    fields = getattr(_ffi, name)._fields_
    assert [field[0] for field in fields] == [m[0] for m in members]
    for (member, kind), field in zip(members, fields):
        length = re.search(r"\[(\d+)\]", kind)
        if length:
            assert field[1] is ctypes.c_char * int(length.group(1)), member
        elif kind == "function":
            assert field[1] in (_ffi.ALLOC, _ffi.RESIZE, _ffi.RELEASE)
        elif "*" in kind:
            assert field[1] in ctype(kind) + [ctypes.c_void_p], member
        else:
            assert field[1] in ctype(kind), member


def compiler():
    for name in (os.environ.get("CC", "").split(" ")[0], "cc", "gcc",
                 "clang"):
        if name and shutil.which(name):
            return name
    pytest.skip("needs a C compiler")


def test_structs_lie_in_memory_as_the_compiler_lays_them(tmp_path):
    lines = []
    for name in structs():
        lines.append('printf("%%zu", sizeof(%s));' % name)
        lines += ['printf(" %%zu", offsetof(%s, %s));' % (name, member)
                  for member, _ in structs()[name]]
        lines.append('puts("");')
    source = tmp_path / "layout.c"
    source.write_text("#include <stddef.h>\n#include <stdint.h>\n"
                      "#include <stdio.h>\n" + FLAT
                      + "int main(void) {\n" + "\n".join(lines)
                      + "\nreturn 0;\n}\n")
    program = str(tmp_path / "layout")
    subprocess.check_call([compiler(), "-o", program, str(source)])
    environment = {k: v for k, v in os.environ.items() if k != "LD_PRELOAD"}
    printed = subprocess.check_output([program], env=environment)
    for name, line in zip(structs(), printed.decode().splitlines()):
        ours = getattr(_ffi, name)
        assert list(map(int, line.split())) == [ctypes.sizeof(ours)] + [
            getattr(ours, field[0]).offset for field in ours._fields_], name


# ---- loading --------------------------------------------------------------

def importing(library):
    """Exit status and errors of an interpreter that imports the package."""
    environment = dict(os.environ, SKPCHECK_LIBRARY=library,
                       PYTHONPATH=PACKAGE)
    done = subprocess.run([sys.executable, "-c", "import skpcheck"],
                          env=environment, stderr=subprocess.PIPE)
    return done.returncode, done.stderr.decode()


def shared(tmp_path, text):
    source, library = tmp_path / "other.c", str(tmp_path / "libother.so")
    source.write_text(text)
    subprocess.check_call([compiler(), "-shared", "-fPIC", "-o", library,
                           str(source)])
    return library


def test_a_library_that_is_not_there_is_named(tmp_path):
    status, errors = importing(str(tmp_path / "nowhere.so"))
    assert status == 1
    assert "ImportError" in errors and "nowhere.so" in errors
    assert "SKPCHECK_LIBRARY" in errors


def test_another_library_is_refused(tmp_path):
    status, errors = importing(shared(tmp_path, "int other;\n"))
    assert status == 1 and "is not libskpcheck" in errors


def test_another_binary_interface_is_refused(tmp_path):
    status, errors = importing(shared(
        tmp_path, "int skp_abi_version(void) { return 99; }\n"))
    assert status == 1 and "binary interface 99" in errors


def test_a_library_without_a_function_is_refused(tmp_path):
    status, errors = importing(shared(
        tmp_path, "int skp_abi_version(void) { return %d; }\n" % _ffi.ABI))
    assert status == 1 and "has no skp_" in errors


def test_the_packaged_library_is_found_first(tmp_path):
    if not os.path.isfile(_ffi.lib._name):
        pytest.skip("the library's file is not known")
    package = tmp_path / "skpcheck"
    shutil.copytree(os.path.join(PACKAGE, "skpcheck"), str(package))
    shutil.copy(_ffi.lib._name, str(package / "libskpcheck.so.0"))
    environment = dict(os.environ, PYTHONPATH=str(tmp_path))
    environment.pop("SKPCHECK_LIBRARY", None)
    printed = subprocess.check_output(
        [sys.executable, "-c",
         "import skpcheck._ffi as f; print(f.lib._name)"], env=environment)
    assert printed.decode().strip() == str(package / "libskpcheck.so.0")
