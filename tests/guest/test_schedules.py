"""Schedules: asked at every step, read from what was printed, or from a list that was kept."""

# ruff: noqa: E501 - students' sources are given as they are
from __future__ import annotations

import numpy as np
import pytest

from autograder.protocol.jobs import ScheduleRequest
from tests.guest.harness import Heard, Vector, hear, job

LINEAR = {"start_lr": 0.25, "stable_lr": 0.0078125, "decay_steps": 16.0}
EXPONENTIAL = {"start_lr": 0.25, "decay_rate": 0.875, "decay_interval": 4.0}
STEPS = 40


def linear(h: dict[str, float] = LINEAR, steps: int = STEPS) -> Vector:
    """Down to the stable rate in so many steps."""
    rates = []
    for step in range(steps):
        share = min(step / h["decay_steps"], 1.0)
        rates.append((1 - share) * h["start_lr"] + share * h["stable_lr"])
    return np.array(rates)


def staircase(h: dict[str, float] = EXPONENTIAL, steps: int = STEPS) -> Vector:
    """Drops at n, 2n, …"""
    return np.array(
        [h["start_lr"] * h["decay_rate"] ** (step // h["decay_interval"]) for step in range(steps)]
    )


def ask(source: str | list[str]) -> Heard:
    """Both schedules asked of one source."""
    requests = (
        ScheduleRequest("linear", LINEAR, STEPS),
        ScheduleRequest("exp", EXPONENTIAL, STEPS),
    )
    return hear(job(source, requests))


LINEAR_CODE = [
    ("step first", "def linear_decay(i, start_lr, stable_lr, decay_step):\n    if i < decay_step:\n        return (1 - i / decay_step) * start_lr + i / decay_step * stable_lr\n    return stable_lr\n"),
    ("step last", "def lr_linear(start_lr, end_lr, tau, k):\n    a = min(k / tau, 1)\n    return (1 - a) * start_lr + a * end_lr\n"),
    ("lecture's letters", "def schedule(k, eps0, eps_tau, tau):\n    alpha = k / tau if k < tau else 1\n    return (1 - alpha) * eps0 + alpha * eps_tau\n"),
    ("numpy", "import numpy as np\ndef linear(step, initial_lr=0.3, final_lr=0.003, decay_steps=20):\n    return np.interp(step, [0, decay_steps], [initial_lr, final_lr])\n"),
    ("closure", "def make_linear(start, end, steps):\n    def lr(t):\n        f = min(t, steps) / steps\n        return start + (end - start) * f\n    return lr\n"),
    ("class called", "class LinearDecay:\n    def __init__(self, start_lr, stable_lr, decay_steps):\n        self.a, self.b, self.n = start_lr, stable_lr, decay_steps\n    def __call__(self, step):\n        if step >= self.n:\n            return self.b\n        return self.a + (self.b - self.a) * step / self.n\n"),
    ("class with get_lr", "class Linear:\n    def __init__(self, lr0, lr_end, tau):\n        self.lr0, self.lr_end, self.tau = lr0, lr_end, tau\n    def get_lr(self, epoch):\n        f = min(1.0, epoch / self.tau)\n        return (1 - f) * self.lr0 + f * self.lr_end\n"),
    ("stateful class", "class Linear:\n    def __init__(self, start_lr, stable_lr, decay_steps):\n        self.start_lr, self.stable_lr, self.decay_steps, self.t = start_lr, stable_lr, decay_steps, 0\n    def get_lr(self):\n        f = min(1.0, self.t / self.decay_steps)\n        return (1 - f) * self.start_lr + f * self.stable_lr\n    def step(self):\n        self.t += 1\n"),
    ("globals", "start_lr = 0.3\nstable_lr = start_lr * 0.01\ndecay_step = 20\ndef get_lr(i):\n    if i < decay_step:\n        return (1 - i / decay_step) * start_lr + i / decay_step * stable_lr\n    return stable_lr\n"),
    ("list of all rates", "def linear_rates(start_lr, stable_lr, decay_steps, train_steps):\n    out = []\n    for i in range(train_steps):\n        f = min(i / decay_steps, 1)\n        out.append((1 - f) * start_lr + f * stable_lr)\n    return out\n"),
    ("Chinese", "def 线性衰减(步数, 初始学习率, 稳定学习率, 衰减步数):\n    f = min(步数 / 衰减步数, 1)\n    return (1 - f) * 初始学习率 + f * 稳定学习率\n"),
    ("lambda", "linear = lambda i, start_lr=0.3, stable_lr=0.003, decay_steps=20: max(0, 1 - i / decay_steps) * (start_lr - stable_lr) + stable_lr\n"),
]  # fmt: skip

EXPONENTIAL_CODE = [
    ("floor", "def exponential_decay(step, start_lr, decay_rate, decay_steps):\n    return start_lr * decay_rate ** (step // decay_steps)\n"),
    ("interval named n", "def exp_decay(k, lr0, d, n):\n    return lr0 * d ** (k // n)\n"),
    ("decay_times", "def exp_lr(i, start_lr=0.3, decay_rate=0.96, decay_times=5):\n    return start_lr * decay_rate ** (i // decay_times)\n"),
    ("gamma and step_size", "class StepLR:\n    def __init__(self, lr, step_size, gamma):\n        self.lr, self.step_size, self.gamma = lr, step_size, gamma\n    def __call__(self, epoch):\n        return self.lr * self.gamma ** (epoch // self.step_size)\n"),
    ("generator of state", "class Exp:\n    def __init__(self, initial_lr, decay_rate, decay_interval):\n        self.lr, self.d, self.n, self.k = initial_lr, decay_rate, decay_interval, 0\n    def step(self):\n        if self.k > 0 and self.k % self.n == 0:\n            self.lr *= self.d\n        self.k += 1\n        return self.lr\n"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "source"), LINEAR_CODE, ids=[name for name, _ in LINEAR_CODE])
def test_a_linear_schedule_answers_with_its_rates(name: str, source: str) -> None:
    """Whatever the arguments are called and in whatever order they stand."""
    found = ask(source).rates("linear")
    assert any(
        rates.rates.numpy() == pytest.approx(linear(), rel=1e-12)
        for rates in found
        if rates.rates.numpy().size == STEPS
    ), (name, found)


@pytest.mark.parametrize(("name", "source"), EXPONENTIAL_CODE, ids=[name for name, _ in EXPONENTIAL_CODE])
def test_an_exponential_schedule_answers_with_its_rates(name: str, source: str) -> None:
    """Interval and rate are told apart by name, value and place."""
    found = ask(source).rates("exp")
    assert any(
        rates.rates.numpy() == pytest.approx(staircase(), rel=1e-12)
        for rates in found
        if rates.rates.numpy().size == STEPS
    ), (name, found)


LECTURE_LOOP = """
start_lr = 0.3
stable_lr = start_lr * 0.01
decay_step = 20
train_step = 50
for i in range(train_step):
    if i < decay_step:
        lr = (1 - i / decay_step) * start_lr + i / decay_step * stable_lr
    else:
        lr = stable_lr
    {print}
"""
OWN = {"start_lr": 0.3, "stable_lr": 0.003, "decay_steps": 20.0}


@pytest.mark.parametrize(
    ("how", "resolution"),
    [
        ("print(lr)", 0.0),
        ("print(i, lr)", 0.0),
        ("print('step %d: lr = %.4f' % (i, lr))", 0.5e-4),
        ("print(f'第{i}步 学习率 {lr:.6f}')", 0.5e-6),
        ("print('lr', lr, 'at', i)", 0.0),
        ("print(f'{i} lr={lr:.3e} loss={1 / (i + 1):.2f}')", 0.5e-4),
    ],
)
def test_printed_rates_are_read_with_their_resolution(how: str, resolution: float) -> None:
    """One rate a line, with or without label and step."""
    heard = ask(LECTURE_LOOP.format(print=how))
    runs = [run for run in heard.rates("") if run.rates.numpy().size == 50]
    near = [
        run
        for run in runs
        if np.max(np.abs(run.rates.numpy() - linear(OWN, 50))) <= max(resolution, 1e-12) * 1.01
    ]
    assert near
    assert near[0].resolution == pytest.approx(resolution)
    assert near[0].namespace == pytest.approx(OWN)
    assert near[0].candidate in heard.candidates


def test_two_loops_are_two_runs() -> None:
    """In one script, also when the second one counts from 0 in the same function."""
    source = "def show(d):\n    for i in range(20):\n        print(i, 0.3 * d ** i)\nfor d in (0.9, 0.8):\n    show(d)\nfor i in range(15):\n    print(0.5 * 0.7 ** i)\n"
    runs = [run.rates.numpy() for run in ask(source).rates("")]
    wanted = [0.3 * 0.9 ** np.arange(20), 0.3 * 0.8 ** np.arange(20), 0.5 * 0.7 ** np.arange(15)]
    for rates in wanted:
        assert any(run.size == rates.size and run == pytest.approx(rates) for run in runs)


def test_a_collected_list_is_read() -> None:
    """A list of rates in the namespace; data and counts are not rates."""
    source = "import numpy as np\nx_data = np.random.rand(50)\nsteps = list(range(30))\nlrs = []\nfor i in steps:\n    lrs.append(0.3 * 0.96 ** (i // 5))\n"
    heard = ask(source)
    assert [run.candidate for run in heard.rates("")] == ["list lrs"]
    assert heard.rates("")[0].rates.numpy() == pytest.approx(0.3 * 0.96 ** (np.arange(30) // 5))


def test_the_lectures_slip_is_a_cell_error_and_what_was_printed_stays() -> None:
    """``stable_lr`` in the exponential example raises NameError at step 4."""
    source = "start_lr = 0.3\ndecay_rate = 0.96\ndecay_times = 5\nlr = start_lr\nfor i in range(50):\n    if i % decay_times == decay_times - 1:\n        lr = stable_lr * decay_rate ** ((i + 1) / decay_times)\n    print(lr)\n"
    heard = ask(source)
    assert heard.cells[0].status == "error"
    assert heard.cells[0].error is not None
    assert heard.cells[0].error.kind == "NameError"
    assert heard.cells[0].error.line == 7
