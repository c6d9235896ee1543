"""What a student starts from: a template per framework, in the lab's folder, cut into a section per part.

``starter.tf1.py`` is the template for TensorFlow 1, and so on; ``starter.py`` serves every framework that has none of
its own. A line ``# lab3.momentum`` begins the section of that part, ``# %%`` a new cell in it; what stands before the
first section is for all of them. A lab of one part may leave its tag out. A comment or string ``中文 / English`` is
given in the student's language alone.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from exercises.spec import Lab, SpecError, folder_of

StarterFramework = Literal["numpy", "tf1", "keras", "torch"]

_CELL = "# %%"
_CJK = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_BOTH = re.compile(
    rf"(?P<head>(?:#\s*|[rbu]*[\"']{{1,3}})?(?:\d+\. )?)"
    rf"(?P<zh>[^\n]*?[{_CJK}][^\n]*?) / (?P<en>[^{_CJK}\n]+?)(?P<tail>[\"']*)"
)


@dataclass(frozen=True)
class Section:
    """The place to write one part."""

    part: str
    cells: tuple[str, ...]
    """Code, the first one after the part's tag."""


@dataclass(frozen=True)
class Starter:
    """A lab's template for one framework."""

    preamble: str
    """Imports and the like, for all parts."""
    sections: tuple[Section, ...]
    """One for each part of the lab, in its order."""


def starter(lab: Lab, framework: StarterFramework, language: Literal["zh", "en"]) -> Starter:
    """Read and check a lab's template; ``SpecError`` names the file and what it lacks."""
    path = _file(lab, framework)
    try:
        source = in_language(path.read_text(encoding="utf-8"), language)
        preamble, written = _sections(path, lab, source)
    except (SyntaxError, tokenize.TokenError, UnicodeDecodeError) as error:
        raise SpecError(f"{path}: can't be read as Python in UTF-8 ({error})") from error
    unknown = sorted(set(written) - {part.id for part in lab.parts})
    missing = [part.id for part in lab.parts if part.id not in written]
    if unknown:
        raise SpecError(f"{path}: section {unknown[0]!r} is no part of {lab.id}")
    if missing:
        raise SpecError(
            f"{path}: no section for {missing[0]}; begin it with the line # {lab.id}.{missing[0]}"
        )
    return Starter(preamble, tuple(Section(part.id, written[part.id]) for part in lab.parts))


def in_language(source: str, language: Literal["zh", "en"]) -> str:
    """Return a source with every comment and string ``中文 / English`` in one language."""
    lines = source.splitlines(keepends=True)
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    for token in reversed([one for one in tokens if one.type in {tokenize.COMMENT, tokenize.STRING}]):
        both = _BOTH.fullmatch(token.string)
        if both:
            (row, begin), (_, end) = token.start, token.end
            said = f"{both['head']}{both[language].strip()}{both['tail']}"
            lines[row - 1] = lines[row - 1][:begin] + said + lines[row - 1][end:]
    return "".join(lines)


def _file(lab: Lab, framework: StarterFramework) -> Path:
    folder = folder_of(lab.id)
    own, common = folder / f"starter.{framework}.py", folder / "starter.py"
    for path in (own, common):
        if path.is_file():
            return path
    there = ", ".join(sorted(path.name for path in folder.glob("starter*.py")))
    raise SpecError(f"{folder}: no starter.{framework}.py and no starter.py; there is {there or 'none'}")


def _sections(path: Path, lab: Lab, source: str) -> tuple[str, dict[str, tuple[str, ...]]]:
    """The text before the first tag, and the cells of each section by part."""
    tag = re.compile(rf"^# {re.escape(lab.id)}\.(\w+)[ \t]*$", re.MULTILINE)
    before, *rest = tag.split(_without_docstring(source))
    if not rest and len(lab.parts) == 1:
        imports, code = _imports_apart(before)
        return imports, {lab.parts[0].id: _cells(code)}
    if not rest:
        raise SpecError(
            f"{path}: no sections; begin each with its part's tag, the first # {lab.id}.{lab.parts[0].id}"
        )
    found = dict(zip(rest[::2], map(_cells, rest[1::2]), strict=True))
    if len(found) < len(rest) // 2:
        raise SpecError(f"{path}: a part has two sections")
    return before.strip("\n"), found


def _cells(text: str) -> tuple[str, ...]:
    parts = re.split(rf"^{re.escape(_CELL)}[ \t]*$", text, flags=re.MULTILINE)
    return tuple(part.strip("\n") for part in parts if part.strip())


def _without_docstring(source: str) -> str:
    body = ast.parse(source).body
    if body and isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        return "".join(source.splitlines(keepends=True)[body[0].end_lineno :])
    return source


def _imports_apart(source: str) -> tuple[str, str]:
    """Imports at the top, and the rest."""
    last = 0
    for node in ast.parse(source).body:
        if not isinstance(node, ast.Import | ast.ImportFrom):
            break
        last = node.end_lineno or 0
    lines = source.splitlines(keepends=True)
    return "".join(lines[:last]).strip("\n"), "".join(lines[last:])


STARTER_FRAMEWORKS: tuple[StarterFramework, ...] = get_args(StarterFramework)
