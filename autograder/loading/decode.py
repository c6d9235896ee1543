"""Bytes of a submission to text: what Windows, editors and old notebooks leave in files."""

from __future__ import annotations

import codecs
import io
import re
import tokenize
import warnings

from autograder.errors import SubmissionUnreadable

MAX_BYTES = 16 << 20
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")


class EncodingUnknown(SubmissionUnreadable):
    """Not text in any encoding that students' machines write."""


def decode_source(raw: bytes) -> str:
    """Decode by BOM, by the coding line, as UTF-8, then as GB18030; newlines become line feeds.

    GB18030 contains GBK and GB2312, what a Chinese Windows writes. Bytes with NUL that no BOM explains are binary.
    """
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _normalised(_decode(raw[len(bom) :] if encoding == "utf-8" else raw, encoding))
    if b"\0" in raw:
        raise EncodingUnknown("the file is binary")
    try:
        declared, _ = tokenize.detect_encoding(io.BytesIO(raw).readline)
    except (SyntaxError, UnicodeDecodeError):
        declared = "utf-8"
    for encoding in dict.fromkeys((declared, "utf-8", "gb18030")):
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return _normalised(raw.decode(encoding))
        except (ValueError, LookupError):  # a coding line may name any codec, even one that reads nothing
            continue
    raise EncodingUnknown("the file is neither UTF-8 nor GBK text")


def _decode(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingUnknown(f"the file's mark says {encoding}, its bytes don't") from error


def whole_characters(text: str) -> str:
    """Replace halves of characters, which JSON escapes and odd codecs can make and no record can hold."""
    return _HALF_CHARACTER.sub("\ufffd", text)


def _normalised(text: str) -> str:
    text = whole_characters(text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
