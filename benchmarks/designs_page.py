"""The section of ``docs/margins.md`` about the shape of the gradients, from what the last search found."""

from __future__ import annotations

from benchmarks.designs import PARAMETERS, Neighbour, Place, Record, value

_NAMES = {
    "plain": "scale of the plain coordinates",
    "clipping": "scale of those that clipping bites on",
    "small": "scale of the small ones",
    "epsilon": "scale of those that show epsilon",
    "large_then_small": "scale of the one that turns small",
    "impulse": "scale of the impulse",
    "late": "scale of the late one",
    "nearest": "least factor on a scale",
    "farthest": "largest factor on a scale",
    "against": "share of steps against the coordinate's sign",
    "turn": "steps until large turns small",
    "shrunk": "what is left then",
    "hit": "step of the impulse",
    "awake": "first step of the late one",
    "quiet_every": "steps between two without clipping",
    "quiet": "factor in those",
    "steps": "steps",
}


def section(record: Record) -> list[str]:
    """Return the lines."""
    lines = [
        "## The shape of the gradients",
        "",
        "Searched by `python -m benchmarks.designs`, which keeps what it found in `benchmarks/designs.json`. What counts is not",
        "the margin in envelopes, which grows when an envelope comes out smaller while right code rounds as before, but the",
        "least margin over the worst of the right orders of operations on the very run: *signal*. Of two shapes the better one",
        "gains more in the row where it gains least, then in all rows together. Two descriptions that are one function on the",
        "present shape don't count, nor does epsilon's place where float32 loses it (see above). Each number may move as far",
        "as the coordinates keep their purposes; the number of steps is not searched, for each costs every submission time.",
        "",
        f"{record.tried:,} shapes were tried on {record.searched} secrets, from the present one and from random ones. Compared on",
        f"{record.held_out} other secrets, with every description: the geometric mean over secrets, and the worst secret.",
        "",
        "| part | values | rate and epsilon | present signal | worst | found, times | worst, times |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {_place(row.place)} | {row.present:,.0f} | {row.present_least:,.0f} |"
        f" {row.found / row.present:.3f} | {row.found_least / row.present_least:.3f} |"
        for row in record.rows
    ]
    tightest = min(record.rows, key=lambda row: row.present)
    losing = sum(row.found < row.present or row.found_least < row.present_least for row in record.rows)
    kept = (
        "The found shape is the one in use."
        if record.shape == record.found
        else "So the present shape stays."
    )
    lines += [
        "",
        f"Right code's rounding is at most {record.rounding:.2f} envelopes on the present shape there, and",
        f"{record.found_rounding:.2f} on the found one, which loses in {losing} of {len(record.rows)} rows. {kept}",
        "",
        "One number changed at a time, on the secrets of the search, in times of the present signal: in the row that then loses",
        f"most, in the mean of all rows, and in the tightest row ({_place(tightest.place).replace(' |', ',')}).",
        "",
        "| | present | found | less | loses most | mean | tightest | more | loses most | mean | tightest |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    by_name = {name: [one for one in record.neighbours if one.name == name] for name in _NAMES}
    for parameter in PARAMETERS:
        present = value(record.shape, parameter)
        lines.append(
            f"| {_NAMES[parameter.name]} | {present:g} | {value(record.found, parameter):.3g} |"
            f" {_both(by_name[parameter.name], present)}"
        )
    lines.append(
        f"| {_NAMES['steps']} | {record.shape.steps} | – | {_both(by_name['steps'], record.shape.steps)}"
    )
    return lines


def _place(place: Place) -> str:
    refitted = "refitted" if place.margin == "refitted" else "known"
    return f"{place.case.lab} {place.case.part} | {place.case.mode} | {refitted}"


def _both(near: list[Neighbour], present: float) -> str:
    cells = []
    for side in (
        [one for one in near if one.value < present],
        [one for one in near if one.value > present],
    ):
        cells += [f"{one.value:.3g} | {one.least:.2f} | {one.mean:.2f} | {one.tightest:.2f}" for one in side]
        cells += ["– | | |"] if not side else []
    return " | ".join(cells) + " |"
