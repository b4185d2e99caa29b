# SPDX-License-Identifier: MIT
"""Snapshots and canonical tables: a model written and loaded again."""

import io
import os
import stat
import threading

import pytest

import skpcheck
from skpcheck import (
    Model, SkpArgumentError, SkpBusyError, SkpFileError, SkpInputError,
    SkpStateError, SkpUnknownError,
)


def again(*files):
    """A sealed model of files in memory."""
    model = Model()
    for name, data in files:
        model.load_bytes(name, data)
    model.seal()
    return model


def findings(report):
    """What is found, without the place it stands in."""
    return [(f.code, f.table, f.id, f.message) for f in report]


# ---- snapshots ----

def test_a_snapshot_gives_the_same_report(model, checker, tmp_path):
    expected = checker.check(model).to_jsonl()
    path = tmp_path / "kab.skps"
    assert model.save(path) is None
    loaded = Model()
    loaded.load(path)
    assert loaded.sealed
    assert checker.check(loaded).to_jsonl() == expected
    assert (skpcheck.check(path, pada="2026-01-20").to_jsonl() == expected)
    loaded.save(str(path))  # over the file it is mapped from
    assert checker.check(loaded).to_jsonl() == expected
    assert os.listdir(str(tmp_path)) == ["kab.skps"]
    assert stat.S_IMODE(os.stat(str(path)).st_mode) == 0o600


def test_a_file_takes_the_same_bytes(model, checker, tmp_path):
    path, memory = tmp_path / "kab.skps", io.BytesIO()
    model.save(os.fsencode(str(path)))
    model.save(memory)
    assert memory.getvalue() == path.read_bytes()
    with open(str(tmp_path / "raw"), "wb", buffering=0) as file:
        model.save(file)
    assert (tmp_path / "raw").read_bytes() == memory.getvalue()
    loaded = again(("kab.skps", memory.getvalue()))
    assert (checker.check(loaded).to_jsonl()
            == checker.check(model).to_jsonl())


def test_a_file_that_takes_little_gets_all(model):
    class Little(io.RawIOBase):
        data = b""

        def writable(self):
            return True

        def write(self, data):
            Little.data += bytes(data[:1000])
            return min(len(data), 1000)

    memory = io.BytesIO()
    model.save(memory)
    model.save(Little())
    assert Little.data == memory.getvalue()


def test_a_snapshot_that_was_changed_is_refused(model):
    memory = io.BytesIO()
    model.save(memory)
    data = bytearray(memory.getvalue())
    data[len(data) // 2] ^= 1
    with pytest.raises(SkpInputError):
        Model().load_bytes("kab.skps", bytes(data))


def test_a_link_is_followed_and_a_pipe_is_written(model, tmp_path):
    (tmp_path / "link").symlink_to("real")
    model.save(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    expected = (tmp_path / "real").read_bytes()
    out, into = os.pipe()
    read = []
    thread = threading.Thread(
        target=lambda: read.append(os.fdopen(out, "rb").read()))
    thread.start()
    model.save("/dev/fd/%d" % into)
    os.close(into)
    thread.join()
    assert read == [expected]


def test_what_fails_leaves_the_file_as_it_was(model, tmp_path):
    path = tmp_path / "kab.skps"
    path.write_bytes(b"before")
    open_model = Model()
    with pytest.raises(SkpStateError):
        open_model.save(path)
    assert path.read_bytes() == b"before"
    assert os.listdir(str(tmp_path)) == ["kab.skps"]
    with pytest.raises(SkpFileError) as caught:
        model.save(tmp_path / "nowhere" / "kab.skps")
    assert caught.value.file.endswith("kab.skps")
    with pytest.raises(OSError):
        model.save(tmp_path)
    with pytest.raises(TypeError):
        model.save(3)
    with pytest.raises(TypeError):
        model.save(io.StringIO())


def test_an_exception_of_the_file_comes_back(model):
    class Full(Exception):
        pass

    class File:
        def write(self, data):
            raise Full

    with pytest.raises(Full):
        model.save(File())

    class Inside:
        def write(self, data):
            model.edit()

    with pytest.raises(SkpBusyError):
        model.save(Inside())
    assert model.sealed


def test_closed():
    model = Model()
    model.close()
    for use in (lambda: model.save(io.BytesIO()), lambda: model.write("csv"),
                lambda: model.lost(), lambda: model.sources,
                lambda: model.gives("unor")):
        with pytest.raises(SkpStateError):
            use()


# ---- canonical tables ----

@pytest.mark.parametrize("format", ["yaml", "json"])
def test_one_document_gives_the_same_findings(model, checker, format):
    text = model.write(format)
    assert not any(model.lost())
    loaded = again(("all." + format, text.encode()))
    assert (findings(checker.check(loaded))
            == findings(checker.check(model)))
    file = io.StringIO()
    assert model.write(format, file) == ""
    assert file.getvalue() == text


def test_tables_by_source_give_the_same_findings(model, checker):
    files = [("%s-%02d.csv" % (table, source),
              model.write("csv", table=table, source=source).encode())
             for table in skpcheck.tables()
             for source in range(model.sources)
             if model.gives(table, source)]
    assert len(files) == 4 and model.sources == 5
    assert (findings(checker.check(again(*files)))
            == findings(checker.check(model)))


def test_what_the_tool_writes(folder, tool, tmp_path):
    model = Model()
    model.load(folder)
    model.seal()
    out = tmp_path / "all.yaml"
    tool("convert", folder, "-o", out)
    assert model.write("yaml") == out.read_text(encoding="utf-8")
    tool("convert", folder, "-o", tmp_path / "all.skps")
    assert Model().load(tmp_path / "all.skps") is None


def test_what_is_lost_is_told(checker):
    model = Model()
    model.add_rows("pegawai", [{"id": "a", "nama": "A"}], source="one")
    model.add_rows("pegawai", [{"id": "b", "unor_id": "u"}], source="two")
    with pytest.raises(SkpStateError):
        model.lost()
    model.seal()
    lost = model.lost()
    assert lost.unknown > 0 and lost.partial is False and lost.rejected == 0
    assert model.sources == 3
    assert model.gives("pegawai") and model.gives("pegawai", 2)
    assert not model.gives("pegawai", 0) and not model.gives("unor")
    assert model.write("csv", table="pegawai", source=1) == "id,nama\na,A\n"
    assert model.write("csv", table="pegawai").count("\n") == 3


def test_wrong_arguments(model):
    with pytest.raises(SkpUnknownError):
        model.write("xlsx")
    with pytest.raises(SkpArgumentError):
        model.write("csv")
    with pytest.raises(SkpArgumentError):
        model.write("yaml", source=99)
    with pytest.raises(SkpArgumentError):
        model.gives("unor", 99)
    with pytest.raises(SkpUnknownError):
        model.write("csv", table="unit")
    with pytest.raises(TypeError):
        model.write("yaml", 3)
    model.edit()
    with pytest.raises(SkpStateError):
        model.write("yaml")
