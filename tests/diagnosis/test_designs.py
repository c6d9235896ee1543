"""Designed gradients and drawn values: what identification needs of them, for every seed."""

from __future__ import annotations

import hashlib
import itertools

import numpy as np
import pytest

from autograder.driving.design import (
    DIMENSION,
    LAYOUTS,
    SECOND_STEPS,
    STEPS,
    Design,
    first_design,
    second_design,
)
from autograder.driving.plan import Plan, make_plan, schedule_ids
from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.driving.tasks import task
from autograder.protocol.arrays import Vector
from autograder.protocol.jobs import Limits, TrainRequest
from exercises.spec import Part, labs

SEEDS = range(60)
WRITTEN = ("update", "schedule")
"""Kinds of part whose code is driven with designed numbers."""
PARTS = [(lab.id, part) for lab in labs().values() for part in lab.parts if part.kind in WRITTEN]


def first(seed: int) -> Design:
    return first_design(np.random.default_rng(seed))


def second(seed: int) -> Design:
    return second_design(np.random.default_rng(seed))


def columns(design: Design) -> list[Vector]:
    return list(np.abs(design.gradients).T)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_framework_can_be_fed_the_very_same_numbers(seed: int) -> None:
    for design in (first(seed), second(seed)):
        for values in (design.gradients, design.theta0):
            assert np.isfinite(values).all()
            assert (values == values.astype(np.float32).astype(np.float64)).all()
        # Squares keep their full precision in float32, times (1 - decay) too.
        assert np.abs(design.gradients[design.gradients != 0]).min() ** 2 * 1e-3 > np.finfo(np.float32).tiny


@pytest.mark.parametrize("seed", SEEDS)
def test_the_main_design_has_a_coordinate_for_every_purpose(seed: int) -> None:
    """Epsilon at five scales, 0/0, hidden clipping, memory of the second moment, an impulse, a late start."""
    design = first(seed)
    assert design.gradients.shape == (STEPS, DIMENSION)
    assert not design.theta0.any()
    sizes = columns(design)
    assert sum(not column.any() for column in sizes) == 1
    assert sum(np.flatnonzero(column).tolist() == [2] for column in sizes) == 1
    late = [column for column in sizes if not column[:3].any() and column[3:].all()]
    assert len(late) == 1
    assert sum(column.max() > 5 for column in sizes) >= 2
    falling = [column for column in sizes if column.all() and column[:3].min() > 100 * column[3:].max()]
    assert len(falling) == 1
    for scale in (1e-5, 1e-7, 1e-9, 1e-11, 1e-13):
        assert sum(scale / 3 < column.max() < 3 * scale for column in sizes) == 1
    assert sum(0.05 < column.max() < 3 and bool(column.all()) for column in sizes) >= 3


@pytest.mark.parametrize("seed", SEEDS)
def test_gradients_change_sign_and_size(seed: int) -> None:
    """A constant gradient is blind to the decay rates, growing ones to the memory of the second moment."""
    gradients = first(seed).gradients
    for column in gradients.T:
        moving = column[column != 0]
        if len(moving) > 3:
            assert len(set(np.sign(moving))) == 2
            assert len(set(np.abs(moving))) == len(moving)
            assert (np.diff(np.abs(moving)) > 0).any()
            assert (np.diff(np.abs(moving)) < 0).any()


@pytest.mark.parametrize("seed", SEEDS)
def test_the_second_design_starts_elsewhere_and_leaves_a_coordinate_without_gradient(seed: int) -> None:
    design = second(seed)
    assert design.gradients.shape == (SECOND_STEPS, DIMENSION)
    assert (np.abs(design.theta0) >= 0.5).all()
    assert (np.abs(design.theta0) <= 2.0).all()
    assert len(set(np.sign(design.theta0))) == 2
    (still,) = np.flatnonzero(~design.gradients.any(axis=0))
    assert design.theta0[still] != 0


def test_a_design_is_its_seed() -> None:
    for make in (first, second):
        assert (make(3).gradients == make(3).gradients).all()
        assert (make(3).theta0 == make(3).theta0).all()
        assert (make(3).gradients != make(4).gradients).any()


def test_the_place_of_the_coordinate_without_gradient_can_t_be_known() -> None:
    places = {int(np.flatnonzero(~first(seed).gradients.any(axis=0))[0]) for seed in SEEDS}
    assert len(places) > DIMENSION // 2


def test_layouts_have_two_variables_of_one_shape_and_one_of_another() -> None:
    for layout in LAYOUTS:
        assert sum(int(np.prod(shape)) for shape in layout.shapes) == DIMENSION
        assert len(layout.names) == len(layout.shapes)
    several = [layout for layout in LAYOUTS if len(layout.shapes) > 1]
    assert several
    for layout in several:
        assert 1 < len(set(layout.shapes)) < len(layout.shapes)


# ---- seeds ---------------------------------------------------------------------------------------------------------


def source(secret: bytes = b"course", lab: str = "lab6", raw: bytes = b"x = 1") -> SeedSource:
    return SeedSource(secret, lab, raw)


def test_a_grading_run_depends_on_secret_lab_purpose_and_every_byte() -> None:
    changed = [
        source(secret=b"course2"),
        source(lab="lab5"),
        source(raw=b"x = 1\n"),
    ]
    for other in changed:
        assert other.digest("open-a") != source().digest("open-a")
        assert other.commitment() != source().commitment()
    assert source().digest("open-a") != source().digest("open-b")
    assert source().digest("open-a") == source().digest("open-a")


def test_parts_of_the_seed_can_t_be_shifted_into_each_other() -> None:
    assert SeedSource(b"c", "lab6", b"open-a").digest("x") != SeedSource(b"c", "lab6", b"x").digest("open-a")


def test_a_self_check_is_the_same_for_every_file_and_never_that_of_a_grading_run() -> None:
    check = [source(PUBLIC_SECRET, raw=raw) for raw in (b"a", b"b")]
    assert check[0].public
    assert not source().public
    assert check[0].digest("open-a") == check[1].digest("open-a")
    assert source(raw=b"").digest("open-a") != check[0].digest("open-a")


def test_the_commitment_tells_nothing_of_the_seeds() -> None:
    """It is a hash of a value that is used for nothing else; no digest of any run can be read off it."""
    seeds = source()
    used = [seeds.digest(purpose) for purpose in ("open-a", "open-b", "value learning_rate", "run")]
    told = bytes.fromhex(seeds.commitment())
    assert len(told) == 32
    assert told not in used
    assert told not in {hashlib.sha256(digest).digest() for digest in used[:-1]}
    assert all(part not in told for digest in used for part in (digest[:4], digest[-4:]))


# ---- plans ---------------------------------------------------------------------------------------------------------


def plan_of(lab: str, secret: bytes, raw: bytes = b"x") -> tuple[tuple[Part, ...], Plan]:
    parts = tuple(part for part in labs()[lab].parts if part.kind in WRITTEN)
    return parts, make_plan(parts, SeedSource(secret, lab, raw))


def runs_of(part: Part, plan: Plan) -> tuple[dict[str, float], dict[str, float]]:
    names = schedule_ids(part) if part.kind == "schedule" else plan.open_loops[part.id]
    return plan.given[names[0]], plan.given[names[1]]


@pytest.mark.parametrize(("lab", "part"), PARTS, ids=[f"{lab}.{part.id}" for lab, part in PARTS])
def test_a_self_check_gives_the_public_values_first_and_others_in_the_second_run(
    lab: str, part: Part
) -> None:
    _, plan = plan_of(lab, PUBLIC_SECRET)
    one, two = runs_of(part, plan)
    for name, spec in part.hyperparameters.items():
        assert one[name] == spec.check
        assert two[name] in spec.grade
        assert two[name] != one[name]


@pytest.mark.parametrize(("lab", "part"), PARTS, ids=[f"{lab}.{part.id}" for lab, part in PARTS])
def test_a_grading_run_draws_from_the_specs_values_and_again_in_the_second_run(lab: str, part: Part) -> None:
    drawn: set[tuple[float, ...]] = set()
    for number in range(40):
        _, plan = plan_of(lab, b"course", str(number).encode())
        one, two = runs_of(part, plan)
        for name, spec in part.hyperparameters.items():
            assert one[name] in spec.grade
            assert two[name] in spec.grade
            assert one[name] != two[name]
        drawn.add(tuple(one[name] for name in part.hyperparameters))
    assert len(drawn) > 3, "the draw is no constant"


@pytest.mark.parametrize("lab", sorted({lab for lab, _ in PARTS}))
def test_a_plan_can_be_made_again_and_is_another_one_for_another_file(lab: str) -> None:
    _, plan = plan_of(lab, b"course")
    _, again = plan_of(lab, b"course")
    _, other = plan_of(lab, b"course", b"y")
    assert plan.requests == again.requests
    assert plan.requests != other.requests


@pytest.mark.parametrize("lab", sorted({lab for lab, _ in PARTS}))
def test_every_part_finds_its_requests_in_the_plan(lab: str) -> None:
    parts, plan = plan_of(lab, b"course")
    ids = [request.id for request in plan.requests]
    assert len(ids) == len(set(ids))
    assert set(ids) == set(plan.given)
    for part in parts:
        if part.training is None:
            continue
        (request,) = [one for one in plan.requests if one.id == plan.trainings[part.id]]
        assert isinstance(request, TrainRequest)
        assert request.hyperparameters == part.training.hyperparameters
        assert request.steps == part.training.steps
        assert (request.theta0.numpy() == task(part.training.task).start).all()


def test_a_part_is_given_its_own_hyperparameters_and_no_others() -> None:
    for lab in sorted({lab for lab, _ in PARTS}):
        parts, plan = plan_of(lab, b"course")
        for part in parts:
            assert all(set(run) == set(part.hyperparameters) for run in runs_of(part, plan))


def test_parts_that_are_given_the_same_share_their_runs() -> None:
    _, plan = plan_of("lab3", b"course")
    assert plan.open_loops["momentum"] == plan.open_loops["nesterov"]
    _, plan = plan_of("lab5", b"course")
    assert not set(plan.open_loops["rmsprop"]) & set(plan.open_loops["nesterov"])


def test_equal_trainings_are_run_once() -> None:
    _, plan = plan_of("lab3", b"course")
    assert plan.trainings["momentum"] == plan.trainings["nesterov"]
    _, plan = plan_of("lab5", b"course")
    assert plan.trainings["rmsprop"] != plan.trainings["nesterov"]


def test_default_limits_let_the_students_cells_use_half_of_the_time() -> None:
    assert Limits().cells_wall_s == Limits().wall_s / 2


# ---- values that would hide a mistake (IDENTIFICATION.md 3) ----------------------------------------------------------

DECAYS = ("momentum", "rho", "beta_1", "beta_2")


@pytest.mark.parametrize(("lab", "part"), PARTS, ids=[f"{lab}.{part.id}" for lab, part in PARTS])
def test_no_combination_of_values_hides_a_mistake(lab: str, part: Part) -> None:
    """Never a decay of one half or .618, two equal decays, or (1 - beta_1)^2 = 1 - beta_2."""
    choices = {
        name: {spec.default, spec.check, *spec.grade}
        for name, spec in part.hyperparameters.items()
        if name in DECAYS
    }
    for values in itertools.product(*choices.values()):
        drawn = dict(zip(choices, values, strict=True))
        assert all(abs(value - 0.5) > 0.1 and abs(value - 0.618) > 0.05 for value in values)
        if "beta_1" in drawn:
            # At equality forgetting both factors is right; 1e-2 is a thousand of Adam's largest envelopes (1e-5).
            gap = (1 - drawn["beta_1"]) ** 2 / (1 - drawn["beta_2"])
            assert abs(gap - 1) > 1e-2, drawn
            assert drawn["beta_1"] != drawn["beta_2"]
    if lab == "lab5" and "momentum" in choices:
        given = {name: {spec.check, *spec.grade} for name, spec in part.hyperparameters.items()}
        assert not given["momentum"] & given["rho"]


@pytest.mark.parametrize(("lab", "part"), PARTS, ids=[f"{lab}.{part.id}" for lab, part in PARTS])
def test_given_values_are_exact_in_float32(lab: str, part: Part) -> None:
    del lab
    for name, spec in part.hyperparameters.items():
        for value in (spec.check, *spec.grade):
            assert float(np.float32(value)) == value, name
            if name == "epsilon":
                assert value >= 9e-4, "below 1e-3 the place of epsilon can't be seen"
