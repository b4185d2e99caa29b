# SPDX-License-Identifier: MIT
"""Findings are known again by fingerprints, under a key that is secret."""

import json

import pytest

import skpcheck
from skpcheck import Checker, SkpArgumentError, SkpInputError, SkpStateError

KEY = "kunci-rahasia-kabupaten-contoh"


def fingerprints(model, **settings):
    with Checker(pada="2026-01-20", **settings) as checker:
        return checker.check(model).fingerprints()


def test_they_are_those_of_json_lines(model, checker):
    report = checker.check(model)
    said = [json.loads(line).get("fingerprint")
            for line in report.to_jsonl(fingerprints=True).splitlines()]
    assert report.fingerprints() == [one for one in said if one]
    assert len(report.fingerprints()) == len(report) > 3
    for one in report.fingerprints():
        assert len(one) == 32 and int(one, 16)


def test_masked_a_finding_has_the_same(model, checker):
    report = checker.check(model)
    for line, one in zip(report.to_jsonl(mask=True, fingerprints=True)
                         .splitlines(), report.fingerprints()):
        assert json.loads(line)["fingerprint"] == one


def test_a_key_makes_others(model):
    plain = fingerprints(model)
    mine = fingerprints(model, fingerprint_key=KEY)
    assert not set(plain) & set(mine)
    assert fingerprints(model, fingerprint_key=KEY.encode()) == mine
    assert fingerprints(model, fingerprint_key=KEY + "2") != mine


def test_the_tool_has_the_same(model, tool, folder):
    report = json.loads(tool("check", folder, "--pada=2026-01-20", "-f",
                             "jsonl", "--fingerprints").splitlines()[0])
    assert report["fingerprint"] in fingerprints(model)


@pytest.mark.parametrize("key", ["", " " * 20, "\u00a0" * 20, b"", b"\n"])
def test_an_empty_key_is_not_taken_for_none(key):
    with pytest.raises(SkpArgumentError, match="empty"):
        Checker(fingerprint_key=key)


def test_keys_that_cannot_be():
    with pytest.raises(SkpArgumentError, match="16") as caught:
        Checker(fingerprint_key="rahasia")
    assert "rahasia" not in str(caught.value)
    with pytest.raises(SkpArgumentError, match="NUL"):
        Checker(fingerprint_key=b"0123456789abcdef\0")
    with pytest.raises(SkpInputError):
        Checker(fingerprint_key=b"\xff" * 16)
    with pytest.raises(TypeError):
        Checker(fingerprint_key=1234567890123456)


def test_the_check_of_a_folder_takes_a_key(folder):
    assert not set(
        skpcheck.check(folder, pada="2026-01-20",
                       fingerprint_key=KEY).fingerprints()) & set(
        skpcheck.check(folder, pada="2026-01-20").fingerprints())


def test_out_of_date_or_closed_they_raise(model, checker):
    report = checker.check(model)
    model.edit()
    with pytest.raises(SkpStateError):
        report.fingerprints()
    report.close()
    with pytest.raises(SkpStateError, match="closed"):
        report.fingerprints()
