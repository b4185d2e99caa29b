# SPDX-License-Identifier: MIT
"""The package says about the bundled data exactly what the tool says."""

import glob
import json
import os
import subprocess
import sys

import pytest

import skpcheck
from conftest import TOP

PADA = "2026-01-20"
CASES = sorted(os.path.relpath(path, TOP) for path in
               glob.glob(os.path.join(TOP, "tests", "cases", "*.yaml")))
DATA = [path for path in ("examples/data/sekolah.yaml",
                          "examples/data/kabupaten")
        if os.path.exists(os.path.join(TOP, path))]


@pytest.fixture(autouse=True)
def at_the_top(monkeypatch):
    """Messages cite paths as they were given."""
    monkeypatch.chdir(TOP)


def test_the_bundled_data_are_there():
    assert len(DATA) == 2 and len(CASES) > 20


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("path", DATA)
def test_json_lines_are_those_of_the_tool(tool, path, lang):
    expected = tool("check", "--format", "jsonl", "--lang", lang,
                    "--pada", PADA, path)
    report = skpcheck.check(path, pada=PADA)
    assert report.to_jsonl(lang=lang) == expected
    objects = [finding.to_dict() for finding in report.findings(lang)]
    assert objects == [line for line in map(json.loads, expected.splitlines())
                       if "code" in line]


@pytest.mark.parametrize("path", DATA)
def test_text_is_that_of_the_tool(tool, path):
    expected = tool("check", "--format", "text", "--lang", "id",
                    "--color=never", "--pada", PADA, path)
    assert skpcheck.check(path, pada=PADA).write("text") == expected


@pytest.mark.parametrize("path", CASES, ids=lambda path: path[12:-5])
def test_cases_give_what_the_tool_gives(tool, path):
    expected = tool("check", "--format", "jsonl", "--lang", "id", "--pada",
                    "2026-03-31", path)
    assert skpcheck.check(path, pada="2026-03-31").to_jsonl() == expected


@pytest.mark.parametrize("path", DATA)
def test_masked_output_is_that_of_the_tool(tool, path):
    expected = tool("check", "--format", "jsonl", "--lang", "id", "--mask",
                    "--pada", PADA, path)
    assert skpcheck.check(path, pada=PADA).to_jsonl(mask=True) == expected


@pytest.mark.parametrize("path", DATA)
def test_the_example_writes_what_the_package_writes(path):
    package = os.path.dirname(os.path.dirname(skpcheck.__file__))
    printed = subprocess.check_output(
        [sys.executable, os.path.join(TOP, "examples", "embed.py"), PADA,
         path], env=dict(os.environ, PYTHONPATH=package))
    assert printed.decode("utf-8") == skpcheck.check(
        path, pada=PADA).write("text")


def test_several_paths_are_one_model():
    if len(DATA) < 2:
        pytest.skip("needs the bundled data")
    files = sorted(glob.glob(os.path.join(DATA[1], "*.csv")))
    one, many = (skpcheck.check(paths, pada=PADA)
                 for paths in (DATA[1], files))
    assert many.to_jsonl() == one.to_jsonl()
