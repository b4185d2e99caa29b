# SPDX-License-Identifier: MIT
"""What the package offers, and that its manual tells of the errors."""

import builtins
import inspect
import os
import re

import skpcheck
from conftest import TOP
from skpcheck import _errors

with open(os.path.join(TOP, "bindings", "python", "README.md"),
          encoding="utf-8") as _file:
    MANUAL = _file.read()


def test_names_are_sorted_and_described():
    assert skpcheck.__all__ == sorted(set(skpcheck.__all__))
    for name in skpcheck.__all__:
        assert getattr(skpcheck, name).__doc__, name


def test_every_class_that_is_imported_is_offered():
    assert {name for name, value in vars(skpcheck).items()
            if inspect.isclass(value)
            and value.__module__.startswith("skpcheck")} == {
                name for name in skpcheck.__all__
                if inspect.isclass(getattr(skpcheck, name))}


def test_the_manual_has_every_error_and_what_else_it_is():
    rows = re.findall(r"^\| `(Skp\w+)` \| (.*?) ?\|", MANUAL, re.M)
    assert {name: {getattr(skpcheck, also, None) or getattr(builtins, also)
                   for also in re.findall(r"`(\w+)`", bases)}
            for name, bases in rows} == {
        name: set(error.__bases__) - {_errors.SkpError}
        for name, error in vars(_errors).items()
        if name.startswith("Skp") and name != "SkpError"}
