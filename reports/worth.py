"""What an exercise is worth, in words: the mistakes its parts catch, the right variants they accept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder.explaining.catalogue import mark, translator
from autograder.grading.mutation import SCORED, Verdict, Word, Worth
from exercises.spec import Lab

_HEAD = mark(
    "{part}: {all} mistakes, {caught} caught, {named} by name; {forms} right variants, {accepted} accepted"
)
_LINES: dict[Word, str] = {
    "missed": mark("missed: {name}"),
    "caught": mark("caught under another name: {name}, told as {told}"),
    "refused": mark("refused, but right: {name}"),
}
_UNSCORED = mark("{part}: not judged by designed numbers, not scored")
_NOTHING = mark("nothing by name")


def worth_lines(lab: Lab, scored: Iterable[Worth], language: str) -> Iterator[str]:
    """Yield a line for each part, below it one for each mistake or variant that isn't judged as it should be."""
    _ = translator(language)
    for worth in scored:
        yield _(_HEAD).format(
            part=worth.part.id,
            all=len(worth.mistakes),
            caught=worth.caught,
            named=worth.named,
            forms=len(worth.accepted),
            accepted=sum(form.word == "accepted" for form in worth.accepted),
        )
        for verdict in (*worth.mistakes, *worth.accepted):
            line = _LINES.get(verdict.word)
            if line is not None:
                told = " + ".join(verdict.told) or _(_NOTHING)
                yield f"    {_(line).format(name=_full(verdict), told=told)}"
    for part in lab.parts:
        if part.kind not in SCORED:
            yield _(_UNSCORED).format(part=part.id)


def _full(verdict: Verdict) -> str:
    return f"{verdict.name} ({verdict.of})" if verdict.of else verdict.name
