"""``exercises``: the labs with their parts and points, one lab's statement, or what its parts catch."""

from __future__ import annotations

import sys
from typing import Literal

from autograder.errors import EXIT_OK
from autograder.fronts.judging import known_lab
from autograder.grading.mutation import SCORED, Verdict, worth_of
from exercises.spec import JUDGED_KINDS, LABS_FOLDER, labs


def run_exercises(lab: str | None, language: Literal["zh", "en"]) -> int:
    """Print the list, or one statement."""
    if lab is not None:
        folder = LABS_FOLDER / known_lab(lab).id
        sys.stdout.write((folder / f"statement.{language}.md").read_text(encoding="utf-8"))
        return EXIT_OK
    for one in labs().values():
        sys.stdout.write(f"{one.id}  {getattr(one.title, language)}\n")
        for part in one.parts:
            mark = (
                ""
                if part.kind in JUDGED_KINDS
                else ("  （暂不评）" if language == "zh" else "  (not judged yet)")
            )
            sys.stdout.write(f"    {part.id:<14}{part.points:>3g}  {getattr(part.title, language)}{mark}\n")
    return EXIT_OK


_SAID = {
    "zh": {
        "head": "{part}：错误共 {all} 种，查出 {caught} 种，说准 {named} 种；正确写法共 {forms} 种，接受 {accepted} 种",
        "missed": "    查不出：{name}",
        "caught": "    查出但名称不同：{name}，说成 {told}",
        "refused": "    不应拒绝却拒绝：{name}",
        "unscored": "{part}：不由设计的数据评判，不计",
        "nothing": "没有名称",
    },
    "en": {
        "head": "{part}: {all} mistakes, {caught} caught, {named} by name; {forms} right variants, {accepted} accepted",
        "missed": "    missed: {name}",
        "caught": "    caught under another name: {name}, told as {told}",
        "refused": "    refused, but right: {name}",
        "unscored": "{part}: not judged by designed numbers, not scored",
        "nothing": "nothing by name",
    },
}


def run_score(lab: str, language: Literal["zh", "en"]) -> int:
    """Print what each part of a lab catches and accepts."""
    said, one = _SAID[language], known_lab(lab)
    for worth in worth_of(one):
        numbers = {
            "all": len(worth.mistakes),
            "caught": worth.caught,
            "named": worth.named,
            "forms": len(worth.accepted),
            "accepted": sum(form.word == "accepted" for form in worth.accepted),
        }
        sys.stdout.write(said["head"].format(part=worth.part.id, **numbers) + "\n")
        for verdict in (*worth.mistakes, *worth.accepted):
            if verdict.word in said:
                told = " + ".join(verdict.told) or said["nothing"]
                sys.stdout.write(said[verdict.word].format(name=_full(verdict), told=told) + "\n")
    for part in one.parts:
        if part.kind not in SCORED:
            sys.stdout.write(said["unscored"].format(part=part.id) + "\n")
    return EXIT_OK


def _full(verdict: Verdict) -> str:
    return f"{verdict.name} ({verdict.of})" if verdict.of else verdict.name
