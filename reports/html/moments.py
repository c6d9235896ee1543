"""What the rule keeps over the steps: velocity, moments; and what a named mistake keeps on the same gradients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from autograder.explaining import words
from reports.html.axes import Values, curve, finite, frame, horizontal, picture, vertical
from reports.html.both import Both, t, worded
from reports.html.charts import Figure
from reports.html.steps import bounded, rows, window
from reports.inert import one_line


def moment_charts(id_: str, update: Mapping[str, Any]) -> Iterator[Figure]:
    """Return a chart for each thing that the rule keeps between steps; records of earlier engines have none."""
    moments = update.get("moments")
    if not moments:
        return
    other = moments.get("identified") or {}
    for place, (slot, expected) in enumerate(moments["expected"].items(), 1):
        begin, end = window(len(expected), update.get("first_step"))
        kept = {"expected": expected[begin:end]}
        if slot in other:
            kept["identified"] = other[slot][begin:end]
        yield _chart(f"{id_}{place}", slot, one_line(str(moments["coordinate"]), 40), kept, begin)


def _chart(id_: str, slot: str, coordinate: str, kept: Mapping[str, Values], begin: int) -> Figure:
    name = worded(words.SLOTS, slot)
    shown = [0.0, *finite(*bounded(kept))]
    x, y = horizontal(begin, begin + len(kept["expected"]) - 1), vertical(min(shown), max(shown))
    body = [frame(x, y, t("step"), name), '<g clip-path="CLIP">']
    body += [curve(kind, kept[kind], x, y, begin) for kind in ("identified", "expected") if kind in kept]
    body.append("</g>")
    heads = {"expected": t("expected"), "identified": t("named mistake")}
    return Figure(
        id_,
        Both(f"{name.zh}（{coordinate}）", f"{name.en[:1].upper()}{name.en[1:]} ({coordinate})"),
        _description(kept),
        picture("".join(body), f"{id_}-t", f"{id_}-d"),
        (t("step"), *(heads[kind] for kind in kept)),
        rows(list(kept.values()), begin),
        tuple(kept),
    )


def _description(kept: Mapping[str, Values]) -> Both:
    if "identified" not in kept:
        return t(
            "What the rule keeps between steps, on the gradients that your code got. Print yours beside it; a "
            "convention may scale it or turn its sign."
        )
    if kept["identified"] == kept["expected"]:
        return t("With the named mistake this stays as the rule has it: the mistake sits elsewhere.")
    return t(
        "On the gradients that your code got: what the rule keeps between steps, and what is kept with the named "
        "mistake."
    )
