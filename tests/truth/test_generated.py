"""A sample of ``make truth``: generated code, right and wrong, through the sandbox; what the generator promises."""

from __future__ import annotations

import ast
import itertools
import random
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.truth.judged import judged, rows
from benchmarks.truth.page import page, upper_bound
from benchmarks.truth.variants import FORMS, Case, normalised, pairs, right, single

SAMPLE = 6


def sample(cases: list[Case], framework: str = "numpy") -> list[Case]:
    mine = [case for case in cases if case.framework == framework]
    return random.Random(11).sample(mine, SAMPLE)


def test_renaming_makes_no_variant() -> None:
    assert normalised("def f(a):\n    return a + 1\n") == normalised("def g(b):\n    return b + 1\n")
    assert normalised("def f(a):\n    return a + 1\n") != normalised("def f(a):\n    return 1 + a\n")


def test_right_code_is_plentiful_and_distinct() -> None:
    every = list(right(20))
    assert all(ast.parse(case.source).body for case in every)
    assert len({normalised(case.source) for case in every}) == len(every)
    each = Counter((case.form, case.framework, case.rule, case.convention) for case in every)
    assert set(each.values()) == {20}
    assert {(form, framework) for form, framework, _ in FORMS} == {key[:2] for key in each}
    assert len(list(right(24))) >= 3_000


def test_every_mistake_and_pair_is_python() -> None:
    for case in itertools.chain(single(1), pairs(50)):
        assert ast.parse(case.source).body
        assert case.made


def test_the_bound_is_the_rule_of_three() -> None:
    assert upper_bound(0, 3_000) == pytest.approx(3 / 3_000, rel=0.01)
    assert upper_bound(0, 300) == pytest.approx(3 / 300, rel=0.01)
    assert upper_bound(2, 100) == pytest.approx(0.0616, abs=1e-3)  # tables of exact binomial bounds


def test_right_code_passes(tmp_path: Path) -> None:
    found = list(judged(sample(list(right(1))), tmp_path / "rows.jsonl", 1))
    assert [row for row in found if row.verdict != "passed"] == []
    assert len(found) == SAMPLE


def test_a_mistake_is_named_and_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    store = tmp_path / "rows.jsonl"
    cases = sample(list(single(1)))
    found = list(judged(cases[:4], store, 1))
    with store.open("a", encoding="utf-8") as file:
        file.write('{"kind": "sin')  # killed while writing
        file.write("\n")
    found = list(judged(cases, store, 1))
    assert len(list(rows(store))) == SAMPLE
    assert [row for row in found if row.verdict != "exact"] == []
    assert "## One mistake" in page(found, [])
