"""The line that is suspected: found where it is the only one, and not told where there could be another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.driving.seeds import PUBLIC_SECRET, SeedSource
from autograder.explaining.mistakes import MISTAKES
from autograder.grading.one import Request, grade_bytes
from autograder.loading.load import load_bytes
from autograder.record import Diagnosis, PartResult
from autograder.sandbox.slots import Slots
from autograder.sandbox.tiers import probe
from autograder.suspects.locate import READERS, suspects
from exercises.spec import labs

GOLDEN = Path(__file__).resolve().parents[1] / "golden"

ADAM = """import numpy as np

def adam(w, g, m, v, t, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g ** 2
    m_hat = m / (1 - b1 ** t)
    v_hat = v / (1 - b2 ** t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), m, v
"""
CLASS = """import numpy as np

class Adam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, b1, b2, eps
        self.t, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        self.t += 1
        for k in params:
            self.m[k] = self.b1 * self.m.get(k, 0) + (1 - self.b1) * grads[k]
            self.v[k] = self.b2 * self.v.get(k, 0) + (1 - self.b2) * np.square(grads[k])
            m_hat = self.m[k] / (1 - self.b1 ** self.t)
            v_hat = self.v[k] / (1 - self.b2 ** self.t)
            params[k] -= self.lr * m_hat / (np.sqrt(v_hat) + self.eps)
"""
MOMENTUM = """import numpy as np

def momentum(w, dw, v, lr=0.1, mu=0.9):
    v = mu * v - lr * dw
    return w + v, v
"""


def found(
    mistake: str, source: str, of: str = "", hyperparameters: dict[str, float] | None = None
) -> list[str]:
    """Return the lines that are suspected in the first definition of a script."""
    submission = load_bytes("script.py", source.encode())
    lines = source.split("\n")
    begin = next(at for at, line in enumerate(lines, 1) if line.startswith(("def ", "class ")))
    result = PartResult("adam", "judged", passed=False, points=0.0, max_points=1.0, line=begin)
    diagnosis = Diagnosis((mistake,), {"of": of} if of else {}, hyperparameters or {}, {}, 1, 1.0)
    return [lines[one.line - 1].strip() for one in suspects(submission, result, diagnosis)]


def changed(source: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    return source


UPDATE = "(np.sqrt(v_hat) + eps)"
WRONG = [
    ("missing-root", "", changed(ADAM, (UPDATE, "(v_hat + eps)")), ["(v_hat + eps)"]),
    ("sign-flipped", "", changed(CLASS, ("params[k] -= ", "params[k] += ")), ["params[k] += "]),
    ("epsilon-missing", "", changed(ADAM, (UPDATE, "np.sqrt(v_hat)")), ["np.sqrt(v_hat)"]),
    (
        "epsilon-outside-fraction",
        "",
        changed(ADAM, (f"lr * m_hat / {UPDATE}", "lr * (m_hat / np.sqrt(v_hat) + eps)")),
        ["np.sqrt(v_hat) + eps)"],
    ),
    (
        "epsilon-in-numerator",
        "",
        changed(ADAM, (f"lr * m_hat / {UPDATE}", "lr * (m_hat + eps) / np.sqrt(v_hat)")),
        ["(m_hat + eps)"],
    ),
    (
        "no-bias-correction",
        "",
        changed(ADAM, (" / (1 - b1 ** t)", ""), (" / (1 - b2 ** t)", "")),
        ["lr * m_hat / "],
    ),
    (
        "bias-correction-constant",
        "",
        changed(ADAM, ("b1 ** t", "b1"), ("b2 ** t", "b2")),
        ["m_hat = m / (1 - b1)", "v_hat = v / (1 - b2)"],
    ),
    (
        "bias-correction-linear",
        "",
        changed(ADAM, ("b1 ** t", "b1 * t"), ("b2 ** t", "b2 * t")),
        ["(1 - b1 * t)", "(1 - b2 * t)"],
    ),
    (
        "bias-correction-inverted",
        "",
        changed(ADAM, ("m / (1", "m * (1"), ("v / (1", "v * (1")),
        ["m * (1 - b1 ** t)", "v * (1 - b2 ** t)"],
    ),
    (
        "corrected-moments-stored",
        "",
        changed(CLASS, ("m_hat = self", "self.m[k] = self"), ("v_hat = self", "self.v[k] = self")),
        ["self.m[k] = self.m[k] / (1", "self.v[k] = self.v[k] / (1"],
    ),
    ("gradient-for-first-moment", "", changed(ADAM, ("m_hat = m /", "m_hat = g /")), ["m_hat = g /"]),
    (
        "decay-swapped",
        "beta_2",
        changed(ADAM, ("b2 * v + (1 - b2) * g", "(1 - b2) * v + b2 * g")),
        ["(1 - b2) * v + b2 * g ** 2"],
    ),
    (
        "missing-one-minus-decay",
        "beta_1",
        changed(ADAM, ("b1 * m + (1 - b1) * g\n", "b1 * m + g\n")),
        ["m = b1 * m + g"],
    ),
    (
        "time-per-variable",
        "1,2",
        changed(CLASS, ("        self.t += 1\n", ""), ("params:\n", "params:\n            self.t += 1\n")),
        ["self.t += 1"],
    ),
    (
        "time-off-by-one",
        "2",
        changed(CLASS, ("self.t, self.m, self.v = 0, {}, {}", "self.t, self.m, self.v = 1, {}, {}")),
        ["self.t, self.m, self.v = 1"],
    ),
    (
        "time-frozen",
        "",
        changed(CLASS, ("self.t += 1", "self.t = 1")),
        ["self.t = 1"],
    ),
    (
        "gradient-clipped",
        "",
        changed(MOMENTUM, ("    v = ", "    dw = np.clip(dw, -1, 1)\n    v = ")),
        ["np.clip(dw"],
    ),
    ("velocity-sign", "", changed(MOMENTUM, ("v = mu * v", "v = -mu * v")), ["v = -mu * v"]),
    ("ema-momentum", "", changed(MOMENTUM, ("lr * dw", "(1 - mu) * lr * dw")), ["(1 - mu) * lr * dw"]),
    ("gradient-modified", "", changed(MOMENTUM, ("    v = ", "    dw *= lr\n    v = ")), ["dw *= lr"]),
]


@pytest.mark.parametrize(("mistake", "of", "source", "lines"), WRONG, ids=[one[0] for one in WRONG])
def test_the_line_is_found(mistake: str, of: str, source: str, lines: list[str]) -> None:
    told = found(mistake, source, of)
    assert len(told) == len(lines)
    assert all(part in line for part, line in zip(lines, told, strict=True)), told


ITS_OWN = {"accumulator-decayed", "ema-momentum", "missing-one-minus-decay", "no-bias-correction"}
"""In another rule these very lines are right; the mistake is told by what the code does."""


@pytest.mark.parametrize("right", [ADAM, CLASS, MOMENTUM], ids=["function", "class", "momentum"])
@pytest.mark.parametrize("mistake", sorted(set(READERS) - ITS_OWN))
def test_no_line_of_right_code_looks_like_a_mistake(mistake: str, right: str) -> None:
    assert found(mistake, right) == []


@pytest.mark.parametrize(
    ("mistake", "source"), [(one[0], one[2]) for one in WRONG], ids=[one[0] for one in WRONG]
)
def test_the_line_with_one_slip_is_not_the_place_of_another(mistake: str, source: str) -> None:
    beside = {"epsilon-in-numerator": {"epsilon-missing"}, "epsilon-outside-fraction": {"epsilon-missing"}}
    others = set(READERS) - ITS_OWN - {mistake}
    assert {other for other in others if found(other, source)} <= beside.get(mistake, set())


def test_the_same_formula_for_two_variables_is_told_twice() -> None:
    source = "def f(w, b, dw, db, rw, rb, lr, eps):\n    w -= lr * dw / (rw + eps)\n    b -= lr * db / (rb + eps)\n"
    assert len(found("missing-root", source)) == 2


def test_two_different_formulas_are_not_told() -> None:
    source = (
        "def f(w, b, dw, db, rw, rb, lr, eps):\n"
        "    w -= lr * dw / (rw + eps)\n    b = b - db * lr / (eps + 2 * rb)\n"
    )
    assert found("missing-root", source) == []


def test_a_root_in_a_helper_is_seen() -> None:
    """The fraction's divisor is made elsewhere: nothing can be said of the line."""
    source = (
        "def f(w, g, r, lr, eps):\n    r = r + g * g\n    return w - lr * g / (scale(r) + eps), r\n"
        "def scale(r):\n    return r ** 0.5\n"
    )
    assert found("missing-root", source) == []
    assert found("missing-root", source.replace("r ** 0.5", "r * 1"))


def test_a_counter_beside_the_time_is_not_blamed() -> None:
    source = changed(
        CLASS,
        ("        self.t += 1\n", "        i = 0\n"),
        ("params:\n", "params:\n            self.t += 1\n            i += 1\n"),
    )
    assert found("time-per-variable", source, "1,2") == ["self.t += 1"]


def test_zeros_in_the_beginning_are_no_loss_of_state() -> None:
    begun = changed(
        CLASS,
        (
            "        for k",
            "        if not self.m:\n            self.m = dict.fromkeys(params, np.zeros(1))\n        for k",
        ),
    )
    assert found("state-not-kept", begun) == []
    lost = changed(
        CLASS, ("        for k", "        self.m = dict.fromkeys(params, np.zeros(1))\n        for k")
    )
    assert found("state-not-kept", lost) == ["self.m = dict.fromkeys(params, np.zeros(1))"]


def test_a_value_is_found_where_it_is_written_once() -> None:
    once = changed(MOMENTUM, ("mu * v", "0.8 * v"))
    assert found("wrong-hyperparameter", once, "momentum", {"momentum": 0.8}) == ["v = 0.8 * v - lr * dw"]
    twice = changed(once, ("    v = ", "    width = 0.8\n    v = "))
    assert found("wrong-hyperparameter", twice, "momentum", {"momentum": 0.8}) == []


def test_code_that_cannot_be_read_has_no_line() -> None:
    deep = "def f(w, g):\n    return w - " + "(" * 150 + "g" + ")" * 150 + "\n"
    assert found("sign-flipped", deep) == []


def test_every_reader_is_of_a_mistake() -> None:
    assert set(READERS) <= set(MISTAKES)


# ---- in whole submissions -----------------------------------------------------------------------------------------

SHOWN = {
    "lab6/wrong_np_missing_root.py": ["w = w - lr * m_hat / (v_hat + eps)"],
    "lab6/wrong_np_constant_correction.py": [
        "m_hat = self.m / (1 - self.beta1)",
        "v_hat = self.v / (1 - self.beta2)",
    ],
    "lab6/wrong_np_time_per_variable.py": ["self.t += 1"],
    "lab5/notebook_rmsprop.ipynb": [
        "self.r[k] = self.rho * grads[k] ** 2 + (1 - self.rho) * self.r.get(k, 0)"
    ],
    "lab3/observed_wrong_np_velocity_sign.py": ["velocity[k] = -0.9 * velocity[k] - 0.05 * grads[k]"],
    "lab3/wrong_np_momentum_half.py": ["velocity[k] = 0.5 * velocity[k] - learning_rate * grads[k]"],
    "lab3/wrong_np_sign_flipped.py": [],  # two signs, and either may be the wrong one
    "lab3/wrong_np_nesterov_is_momentum.py": [],  # a line is missing, and nothing stands where it belongs
}


@pytest.fixture(scope="module")
def slots() -> Iterator[Slots]:
    made = Slots()
    yield made
    made.close()


@pytest.mark.skipif(not probe().isolates, reason=probe().reason)
@pytest.mark.parametrize("name", SHOWN)
def test_a_record_shows_the_line(slots: Slots, name: str) -> None:
    """Through the sandbox: the mistake by what the code did, the line by what is written."""
    path = GOLDEN / name
    lab, raw = path.parent.name, path.read_bytes()
    request = Request(labs()[lab], SeedSource(PUBLIC_SECRET, lab, raw), "en", "s1")
    grade = grade_bytes(path.name, raw, request, slots)
    lines = grade.source.split("\n")
    told = [
        lines[one.source_line - 1].split("#")[0].strip()
        for part in grade.parts
        for diagnosis in part.diagnoses
        for one in diagnosis.suspects
        if one.source_line is not None
    ]
    assert told == SHOWN[name]
