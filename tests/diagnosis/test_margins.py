"""Between right and wrong lie orders of magnitude: rounding stays below half of the tolerance, mistakes far beyond."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from autograder.comparing.evidence import TOLERANCE
from autograder.comparing.variants import variants
from benchmarks.envelopes import ratios
from reference.mistakes.table import alterations
from tests.diagnosis.orders import ORDERS
from tests.diagnosis.paths import SIZES, UPDATES, Mode, form, path, setting, with_mistake

DESIGNS = 20
LEAST = 1_000
NARROW = {("adam", "accumulator-not-decayed", "weighted-sum"): 100}
"""At a hard-coded beta_2 of 0.999 float32's powers blur r + (1 - beta_2) g^2 against beta_2 r + (1 - beta_2) g^2
(IDENTIFICATION.md 2)."""


def test_no_order_of_operations_is_further_than_half_the_tolerance(
    capsys: pytest.CaptureFixture[str],
) -> None:
    measured = list(ratios(DESIGNS))
    assert {one.rule for one in measured} == set(ORDERS)
    assert all(len(orders) >= 4 for orders in ORDERS.values())
    worst = max(measured, key=lambda one: one.largest)
    with capsys.disabled():
        sys.stdout.write(
            f"\nlargest rounding: {worst.largest:.2f} envelopes ({worst.rule}, {worst.order}, {worst.values})"
            "\n"
        )
    assert worst.largest < TOLERANCE / 2
    assert min(one.largest for one in measured) > 0, "an order that rounds nowhere measures nothing"


@pytest.mark.parametrize("mode", ["given", "hard-coded"])
@pytest.mark.parametrize("raw", [b"", b"a", b"b"], ids=["check", "grade a", "grade b"])
def test_every_mistake_is_a_thousand_envelopes_from_every_accepted_form(
    mode: Mode, raw: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    """In every accepted form, at the values that are given, and at the lecture's defaults."""
    least: dict[tuple[str, str, str], float] = {}
    for lab, part_id in UPDATES:
        where = setting(lab, part_id, *((b"course", raw) if raw else ()))
        rule, values = where.part.rule, where.followed(mode)[0]
        for asks in (False, True) if "nesterov" in rule else (False,):
            blank = path(where.designs[0], form(where.part, asks=asks), values, {}, asks=asks)
            forms = [one for one in variants(rule) if asks or not one.needs_lookahead]
            right = []
            for one in forms:
                numbers = {**values, **dict(one.numbers)}
                right.append((blank.simulate(one.rule, numbers), blank.envelope(one.rule, numbers)))
            for alteration in alterations(rule, SIZES):
                if not asks and alteration.switches.get("lookahead") == "box":
                    continue
                mark = (rule, alteration.id, alteration.details.get("of", ""))
                for one in forms:
                    if "accumulator-init" in one.names and alteration.id.startswith("epsilon"):
                        continue  # r never is 0 there: epsilon may be missing, as in TF1's own AdaGrad
                    altered, more = with_mistake(alteration, one.rule)
                    numbers = {**values, **dict(one.numbers), **more}
                    wrong = path(where.designs[0], altered, numbers, {}, asks=asks)
                    for trajectory, envelope in right:
                        margin = float(wrong.distance(trajectory)) / envelope
                        least[mark] = min(margin, least.get(mark, np.inf))
    nearest = min(least, key=lambda mark: least[mark])
    with capsys.disabled():
        sys.stdout.write(
            f"\nleast margin, {mode}: {least[nearest]:,.0f} envelopes ({' '.join(nearest)})" + "\n"
        )
    for mark, margin in least.items():
        assert margin > (NARROW.get(mark, LEAST) if mode == "hard-coded" else LEAST), mark
