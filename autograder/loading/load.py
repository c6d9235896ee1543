"""Load one file: read, decode, take apart, check the syntax. Nothing of the student's is executed here."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from autograder.errors import SubmissionUnreadable
from autograder.loading.decode import MAX_BYTES, EncodingUnknown, decode_source
from autograder.loading.filenames import is_archive
from autograder.loading.magics import plain_python
from autograder.loading.notebook import NotebookCell, NotebookUnreadable, notebook_cells
from autograder.loading.old_names import python2
from autograder.loading.ours import imported
from autograder.loading.passages import Passage, holds_prose, passages_of
from autograder.loading.sections import Section, sections_of
from autograder.loading.statics import Statics, lab_tags
from autograder.loading.submission import Finding, SourceCell, Submission

MAX_SOURCE = 4 << 20


class NotPython(ValueError):
    """A cell doesn't parse."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


class Unreadable(SubmissionUnreadable):
    """Why a file can't be read as a submission, as a message key with arguments and a place."""

    def __init__(self, finding: Finding, name: str, raw: bytes, text: str = "") -> None:
        super().__init__(f"{name}: {finding.key}")
        self.finding = finding
        self.name = name
        self.raw = raw
        self.text = text


def load_file(path: Path) -> Submission:
    """Load a submission from disk; ``Unreadable`` says why not."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise SubmissionUnreadable(f"{path}: not a file; give a .py or .ipynb file")
        if size > MAX_BYTES:
            raise Unreadable(Finding("unreadable.size", {"name": path.name}), path.name, b"")
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SubmissionUnreadable(f"{path}: {reason}; give a .py or .ipynb file that can be read") from error
    return load_bytes(path.name, raw)


def load_bytes(name: str, raw: bytes) -> Submission:
    """Load a submission from its bytes."""

    def unreadable(key: str, text: str = "", line: int | None = None, **arguments: str | float) -> Unreadable:
        return Unreadable(Finding(key, {"name": name, **arguments}, line=line), name, raw, text)

    if is_archive(name) or len(raw) > MAX_BYTES:
        raise unreadable("unreadable.archive" if is_archive(name) else "unreadable.size")
    try:
        text = decode_source(raw)
    except EncodingUnknown:
        raise unreadable("unreadable.encoding") from None
    if not text.strip():
        raise unreadable("unreadable.empty")
    notebook = name.lower().endswith(".ipynb")
    read = _cells_of(text, unreadable) if notebook else [NotebookCell(0, text)]
    written = [(cell.number, cell.source) for cell in read if cell.number is not None]
    cells: list[SourceCell] = []
    findings: list[Finding] = []
    statics, refused = Statics(), list[Finding]()
    for number, source in written:
        plain, magics = plain_python(source)
        findings.extend(
            Finding("note.magic", {"line": at, "cell": number or ""}, number or None, at) for at in magics
        )
        try:
            tree = parse(plain)
        except NotPython as problem:
            line, message = problem.line, problem.message
        else:
            statics.read(tree, number or None)
            refused += imported(tree, number)
            cells.append(SourceCell(number, source, plain))
            continue
        old = python2(source, line)
        told: dict[str, str | float] = {"message": message}
        if old is not None and old.line == line:
            told |= {"old": old.old, "instead": old.instead}
        if not notebook:
            key = "unreadable.python2" if old is not None else "unreadable.syntax"
            raise unreadable(key, text, line=line, at=line, **told)
        place: dict[str, str | float] = {"cell": number, "line": line, **told}
        findings.append(Finding("note.cell-syntax", place, number, line))
        cells.append(SourceCell(number, source, ""))
    sections = sections_of(read)
    passages = passages_of(read, sections)
    return Submission(
        name=name,
        raw=raw,
        cells=tuple(cells),
        framework=statics.framework,
        findings=tuple(findings),
        tags=lab_tags(name, [source for _, source in written], _tagged(sections, passages)),
        names=tuple(dict.fromkeys(statics.names)),
        numbers=frozenset(statics.numbers),
        variables=tuple(dict.fromkeys(statics.variables)),
        sections=sections,
        passages=passages,
        refused=refused[0] if refused else None,
        legacy=statics.legacy,
        removed=tuple(statics.removed),
    )


def _tagged(sections: Sequence[Section], passages: Iterable[Passage]) -> list[str]:
    """Labs that the file's tags name; one lab far down in a script is a remark, not a tag."""
    named = [one.tag.lab for one in sections]
    if len(set(named)) < 2 and not any(one.tag.part or one.cell for one in sections):
        named = []
    return named + [one.tag.lab for one in passages if one.tag is not None]


def _cells_of(text: str, unreadable: Callable[..., Unreadable]) -> list[NotebookCell]:
    try:
        cells = notebook_cells(text)
    except NotebookUnreadable as error:
        raise unreadable("unreadable.notebook", message=str(error)) from None
    if not any(cell.source.strip() for cell in cells if cell.number is not None or holds_prose(cell.source)):
        raise unreadable("unreadable.empty")
    return cells


def parse(source: str) -> ast.Module:
    """Parse one cell; ``NotPython`` says where it isn't. Compile bombs end here, as a message."""
    if len(source) > MAX_SOURCE:
        raise NotPython(1, "the cell is larger than 4 MB")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except SyntaxError as error:
        raise NotPython(error.lineno or 1, str(error.msg)[:200]) from error
    except (ValueError, RecursionError, MemoryError) as error:
        name = type(error).__name__
        raise NotPython(1, f"{name}: nested too deeply or holding bytes that are not text") from error
