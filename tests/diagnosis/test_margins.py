"""Between right and wrong lie orders of magnitude: rounding stays below half of the tolerance, mistakes far beyond."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from autograder.comparing.evidence import TOLERANCE, Run
from autograder.comparing.variants import variants
from autograder.diagnosis.hidden import drifts
from autograder.driving.design import second_design
from benchmarks.envelopes import ratios
from reference.mistakes.alteration import Alteration
from reference.mistakes.table import alterations
from tests.diagnosis.orders import ORDERS
from tests.diagnosis.paths import SIZES, UPDATES, Mode, Precision, form, path, setting, with_mistake

DESIGNS = 20


def shown_by_steps(rule: str) -> list[Alteration]:
    """The mistakes of a rule but weight decay, which is small beside the steps and shows elsewhere (see below)."""
    return [one for one in alterations(rule, SIZES) if one.id != "weight-decay-added"]


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
            for alteration in shown_by_steps(rule):
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


@pytest.mark.parametrize("rule", ORDERS)
def test_no_order_of_operations_moves_a_coordinate_that_never_gets_a_gradient(rule: str) -> None:
    lab, part_id = next(case for case in UPDATES if setting(*case).part.rule == rule)
    for mode in ("given", "hard-coded"):
        values = setting(lab, part_id).followed(mode)[1]
        for seed in range(DESIGNS):
            design = second_design(np.random.default_rng(seed))
            for order in ORDERS[rule].values():
                theta = order(design.theta0.astype(np.float32), design.gradients.astype(np.float32), values)
                assert not drifts(Run(design, {}, theta.astype(np.float64), None, SIZES))


@pytest.mark.parametrize("precision", ["float32", "float64"])
@pytest.mark.parametrize("of", ["gradient", "decoupled", "decoupled-after"])
@pytest.mark.parametrize(("lab", "part_id"), UPDATES)
def test_a_weight_decay_of_a_ten_thousandth_moves_it_at_the_smallest_rates(
    lab: str, part_id: str, of: str, precision: Precision
) -> None:
    where = setting(lab, part_id)
    for raw in (b"a", b"b", b"c"):
        design = setting(lab, part_id, b"course", raw).designs[1]
        values = {**where.followed("hard-coded")[1], "weight_decay": 1e-4}
        assert drifts(path(design, form(where.part).switched(decay=of), values, {}, precision))
