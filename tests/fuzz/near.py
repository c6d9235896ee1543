"""Inputs that are nearly right: real files with damage, messages of the right types with a wrong value somewhere."""

from __future__ import annotations

import base64
import functools
import io
import json
import shutil
import struct
import subprocess
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st
from msgspec import inspect

from autograder.protocol.messages import Message
from tests.loading.rars import header, number, raw_rar

_GOLDEN = Path(__file__).resolve().parents[1] / "golden"
_FEW_BYTES = 6_000
_SEVEN_START = 32
_WORDS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\t", b"(" * 300, b"[" * 3000, b"-" * 200, b"9" * 5000, b"\\", b"'''",
    b'"', b"# coding: utf-16\n", b"# %%\n", b"# lab3.nesterov\n", b"%%bash\n", b"!ls\n", b"%matplotlib\n", b"?x\n",
    b"print x\n", b"async ", b"lambda:", b"f'{", b"{", b"}", b"\xe4\xbd", b"\xd6\xd0", b"\x1b[0m", b"class A:\n",
    b"import reference\n", b"nan", b"1e999", b"null", b"true", b'{"cells":[', b'"source":', b"\\ud800", b"\\u0000",
)  # fmt: skip
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([2**63, -(2**63), 10**30, "x" * 3_000, "code", "markdown", "\ud800", "", "\0"])
)


def _grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)


anything = st.recursive(scalars, _grown, max_leaves=8)


def files(suffix: str) -> list[bytes]:
    """Small golden submissions of one kind."""
    found = sorted(_GOLDEN.glob(f"*/*{suffix}"), key=lambda path: path.stat().st_size)
    return [path.read_bytes() for path in found if path.stat().st_size <= _FEW_BYTES][::7][:25]


def damaged(raw: bytes, chance: Random) -> bytes:
    """The same with pieces lost, repeated, turned around or written over, and perhaps without its end."""
    data = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([0, 1, 2, 7, 40, 400]))
        old = bytes(data[start:end])
        data[start:end] = chance.choice([chance.choice(_WORDS), chance.randbytes(4), old * 2, old[::-1], b""])
    return bytes(data[: chance.choice([len(data), len(data), chance.randint(0, len(data))])])


def notebooks() -> st.SearchStrategy[bytes]:
    """Notebooks of any version, with wrong types anywhere, and real ones."""
    source = st.text(max_size=60) | st.lists(st.text(max_size=30), max_size=4) | anything
    cell = st.fixed_dictionaries(
        {},
        optional={
            "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | anything,
            "source": source,
            "input": source,
            "metadata": st.dictionaries(st.sampled_from(["tags", "nbgrader", "id"]), anything) | anything,
            "outputs": st.lists(anything, max_size=2),
            "id": anything,
        },
    )
    cells = st.lists(cell | anything, max_size=5) | anything
    book = st.fixed_dictionaries(
        {},
        optional={
            "cells": cells,
            "worksheets": st.lists(st.fixed_dictionaries({"cells": cells}) | anything, max_size=2) | anything,
            "nbformat": st.integers(-1, 6) | anything,
            "nbformat_minor": anything,
            "metadata": st.dictionaries(st.sampled_from(["kernelspec", "language_info", "name"]), anything)
            | anything,
        },
    )
    written = book.map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass"))
    return written | st.sampled_from(files(".ipynb"))


def scripts() -> st.SearchStrategy[bytes]:
    """Scripts, and text that was never one."""
    texts = st.lists(st.sampled_from(_WORDS) | st.binary(max_size=20), max_size=12).map(b"".join)
    encoded = st.tuples(st.text(max_size=80), st.sampled_from(["utf-8", "utf-16", "gb18030", "utf-32-be"]))
    return st.sampled_from(files(".py")) | texts | encoded.map(lambda pair: pair[0].encode(pair[1], "ignore"))


def archives() -> st.SearchStrategy[bytes]:
    """Zips, one in another, with names that climb; only what Python itself unpacks."""
    inner = _zip({"a.py": b"x = 1\n", "../b.py": b"", "\xd6\xd0/c.ipynb": b"{}"})
    whole = _zip({"s1/adam.py": b"y = 2\n" * 200, "s1/more.zip": inner, "s1": b"", "n\n\0.py": b"z"})
    return st.sampled_from([inner, whole, _zip({}), _zip({"bomb.py": bytes(200_000)})])


def other_archives() -> st.SearchStrategy[bytes]:
    """For libarchive: a tar, what only begins like a rar or 7z, and real ones."""
    with io.BytesIO() as file:
        with tarfile.open(fileobj=file, mode="w:gz") as archive:
            member = tarfile.TarInfo("s1/adam.py")
            member.size = 6
            archive.addfile(member, io.BytesIO(b"x = 1\n"))
        tar = file.getvalue()
    starts = [b"Rar!\x1a\x07\x01\x00", b"Rar!\x1a\x07\x00", b"7z\xbc\xaf\x27\x1c\x00\x04"]
    begun = st.tuples(st.sampled_from(starts), st.binary(max_size=80)).map(b"".join)
    return st.just(tar) | begun | rars_and_7zs()


def rars_and_7zs() -> st.SearchStrategy[bytes]:
    """Real ones; and rars whose headers say anything at all, with the right checksums."""
    names = st.sampled_from(["s1/adam.py", "../a.py", "/a.py", "实验六/亚当.ipynb", "a.zip"]) | st.text(
        max_size=20
    ).map(lambda text: text.encode("utf-8", "replace").decode())
    rars = st.dictionaries(names, st.binary(max_size=300), max_size=3).map(raw_rar)
    numbers = st.integers(0, 2**63).map(number)
    body = st.lists(numbers | st.binary(max_size=12), max_size=8).map(b"".join)
    headers = st.lists(st.builds(header, st.integers(1, 6), st.integers(0, 255), numbers, body), max_size=4)
    lies = headers.map(lambda some: b"Rar!\x1a\x07\x01\x00" + b"".join(some))
    return rars | lies | st.deferred(lambda: st.sampled_from(sevens()))


@functools.cache
def sevens() -> list[bytes]:
    """A rar; a 7z of each compression, as libarchive's own program writes it, where that is installed."""
    made = [raw_rar({"adam.py": b"adam.py" * 200})]
    if shutil.which("bsdtar") is None:
        return made
    with tempfile.TemporaryDirectory() as folder:
        for name in ("adam.py", "report.ipynb", "picture.png"):
            Path(folder, name).write_bytes(name.encode() * 200)
        for kind in ("store", "deflate", "bzip2", "lzma1", "lzma2", "ppmd"):
            line = ["bsdtar", "--format", "7zip", "--options", f"7zip:compression={kind}", "-cf", "-", "."]
            made.append(subprocess.run(line, cwd=folder, check=True, capture_output=True).stdout)
    return made


def sealed(raw: bytes) -> bytes:
    """A damaged 7z with the checksums that its beginning needs: what comes behind them is looked at."""
    if len(raw) < _SEVEN_START or not raw.startswith(b"7z\xbc\xaf"):
        return raw
    offset, size = struct.unpack_from("<QQ", raw, 12)
    inner = raw[_SEVEN_START + offset :][:size]
    start = struct.pack("<QQI", offset, size, zlib.crc32(inner))
    return raw[:8] + struct.pack("<I", zlib.crc32(start)) + start + raw[_SEVEN_START:]


def _zip(members: dict[str, bytes]) -> bytes:
    with io.BytesIO() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(zipfile.ZipInfo(name), content)
        return file.getvalue()


# ---- messages ----------------------------------------------------------------------------------------------

_DOUBLES = st.lists(st.floats(), max_size=6).map(lambda values: b"".join(map(_packed, values)))


def _packed(value: float) -> bytes:
    return struct.pack("<d", value)


_DATA = _DOUBLES.map(lambda raw: base64.b64encode(raw).decode()) | st.text(max_size=10)


def _like(kind: inspect.Type) -> st.SearchStrategy[Any]:
    """Values of this type, bounds of lengths not looked at; one in some is of another type."""
    return _right(kind) | _right(kind) | _right(kind) | anything


def _right(kind: inspect.Type) -> st.SearchStrategy[Any]:
    match kind:
        case inspect.StructType():
            return _struct(kind)
        case inspect.UnionType():
            return st.one_of([_right(one) for one in kind.types])
        case inspect.LiteralType():
            return st.sampled_from(list(kind.values))
        case inspect.DictType():
            return st.dictionaries(
                st.text(max_size=6), st.deferred(lambda: _like(kind.value_type)), max_size=3
            )
        case inspect.TupleType():
            return st.tuples(*[_like(one) for one in kind.item_types])
        case inspect.VarTupleType() | inspect.ListType() | inspect.SetType():
            return st.lists(st.deferred(lambda: _like(kind.item_type)), max_size=3)
        case _:
            return _plain(kind)


def _plain(kind: inspect.Type) -> st.SearchStrategy[Any]:
    plain: dict[type, Callable[[], st.SearchStrategy[Any]]] = {
        inspect.IntType: lambda: st.integers(-2, 5) | st.sampled_from([2**63 - 1, 10**9]),
        inspect.FloatType: lambda: st.floats(allow_nan=False, allow_infinity=False),
        inspect.BoolType: st.booleans,
        inspect.NoneType: st.none,
        inspect.StrType: lambda: st.text(max_size=12),
    }
    return plain.get(type(kind), lambda: anything)()


def _struct(kind: inspect.StructType) -> st.SearchStrategy[Any]:
    fields = {field.encode_name: _like(field.type) for field in kind.fields}
    if kind.cls.__name__ == "Array":
        fields = {"shape": st.lists(st.integers(0, 3), max_size=3) | fields["shape"], "data": _DATA}
    needed = {field.encode_name for field in kind.fields if field.required}
    tag = {kind.tag_field: st.just(kind.tag)} if kind.tag_field else {}
    return st.fixed_dictionaries(
        {**tag, **{name: value for name, value in fields.items() if name in needed}},
        optional={name: value for name, value in fields.items() if name not in needed},
    )


def frames() -> st.SearchStrategy[bytes]:
    """What comes through the pipe of a job: nearly right messages, framed."""
    told = inspect.type_info(Message)
    assert isinstance(told, inspect.UnionType)
    message = _right(told).map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass"))
    body = message | message | st.just(b'{"type":"done"}') | st.binary(max_size=30)
    return st.lists(body, max_size=4).map(
        lambda bodies: b"".join(len(one).to_bytes(4, "big") + one for one in (b"", *bodies))
    )
