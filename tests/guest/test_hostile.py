"""Hostile or broken results become a fault of that run; nothing runs wild, and the next deliverable is judged."""

# ruff: noqa: E501 - students' sources are given as they are
from __future__ import annotations

import time

import pytest

from tests.guest.harness import best, drive

UNASKABLE = """
class Exit:
    def __getattribute__(self, name): raise SystemExit(1)
gone = Exit()
class Momentum:
    helper = gone
    def __init__(self, lr=0.01, mu=0.9):
        self.lr, self.mu, self.v = lr, mu, 0.0
    def update(self, w, g):
        gone
        self.v = self.mu * self.v - self.lr * g
        return w + self.v
"""
HOSTILE = {
    "array protocol": "class Liar:\n    def __array__(self, *a, **k): raise SystemExit\n    def __eq__(self, o): return True\n",
    "subclass": "import numpy as np\nclass Liar(np.ndarray):\n    def __array_ufunc__(self, *a, **k): raise KeyboardInterrupt\n    def __array_function__(self, *a, **k): raise KeyboardInterrupt\n",
}
RETURNS = {
    "strides": "np.lib.stride_tricks.as_strided(np.zeros(1), shape=(10**9,), strides=(0,))",
    "endless": "itertools.repeat(1.0)",
    "objects": "np.array([object()] * 16, dtype=object)",
    "complex": "np.full(16, 1j)",
    "text": "'1.0' * 16",
    "none in a list": "[None] * 16",
    "wrong shape": "np.zeros((16, 16))",
    "too short": "np.zeros(3)",
    "deep": "deep",
    "huge integers": "[10 ** 400] * 16",
    "self-containing": "loop",
    "liar": "Liar()",
}


@pytest.mark.parametrize("value", RETURNS.values(), ids=RETURNS.keys())
def test_a_hostile_result_is_a_fault_of_that_run(value: str) -> None:
    """In a few milliseconds."""
    source = (
        "import numpy as np, itertools, functools\nloop = []\nloop.append(loop)\n"
        "deep = functools.reduce(lambda a, _: [a], range(10000), [])\n"
        "class Liar:\n    def __array__(self, *a, **k): raise SystemExit\n    def __eq__(self, o): return True\n"
        "    def __float__(self): return 1.0\n    def __len__(self): return 16\n    def __iter__(self): return itertools.repeat(0.0)\n"
        f"def adam(w, g, lr=0.01):\n    return {value}\n"
        "def momentum(w, g, v, lr=0.01, mu=0.9):\n    v = mu * v - lr * g\n    return w + v, v\n"
    )
    began = time.monotonic()
    heard = drive(source, "momentum")
    assert time.monotonic() - began < 10  # milliseconds, on a machine of one's own
    assert all(
        recording.error is not None or not recording.theta.numpy().any()
        for recording in heard.recordings("open-a", "adam")
    )
    assert best(heard, "open-a", "momentum", {}, "momentum") < 1e-12


def test_an_array_subclass_with_hostile_functions_is_read_by_its_numbers() -> None:
    """Its overrides aren't called by us."""
    source = (
        "import numpy as np\nclass Odd(np.ndarray):\n    def __array_function__(self, *a, **k): raise KeyboardInterrupt\n"
        "    def astype(self, *a): raise KeyboardInterrupt\n"
        "def momentum(w, g, v, lr=0.01, mu=0.9):\n    v = mu * v - lr * g\n    return (np.ndarray.view(w, np.ndarray) + v).view(Odd), v\n"
    )
    assert best(drive(source, "momentum"), "open-a", "momentum", {}) < 1e-12


def test_changing_the_gradient_in_place_is_noted() -> None:
    """And doesn't reach the next step."""
    source = "def momentum(w, g, v, lr=0.01, mu=0.9):\n    g *= lr\n    v = mu * v - g\n    return w + v, v\n"
    heard = drive(source, "momentum")
    assert heard.recordings("open-a")[0].notes == ("gradient-modified",)
    assert best(heard, "open-a", "momentum", {}) < 1e-12


def test_nan_is_recorded_and_the_run_goes_on() -> None:
    """0/0 at a coordinate without gradient."""
    source = "import numpy as np\ndef adagrad(w, g, r, lr=0.01):\n    r = r + g * g\n    return w - lr * g / np.sqrt(r), r\n"
    recording = drive(source, "adagrad").recordings("open-a")[0]
    theta = recording.theta.numpy()
    assert recording.error is None
    assert theta.shape[0] == 13
    assert all(row[3] != row[3] for row in theta[1:])


def test_patched_numpy_and_builtins_do_not_reach_the_protocol() -> None:
    """What we need was bound before."""
    source = (
        "import numpy as np, json, base64, time, builtins\nbase64.b64encode = json.dumps = time.monotonic = lambda *a, **k: 1 / 0\n"
        "np.ascontiguousarray = np.asarray = lambda *a, **k: 1 / 0\n"
        "def momentum(w, g, v, lr=0.01, mu=0.9):\n    v = mu * v - lr * g\n    return w + v, v\n"
    )
    import base64
    import json

    import numpy as np

    kept = base64.b64encode, json.dumps, time.monotonic, np.ascontiguousarray, np.asarray
    try:
        from autograder.guest.work import run_job
        from autograder.protocol.jobs import encode_job
        from tests.guest.harness import job, update_requests

        sent: list[object] = []
        work = json.loads(encode_job(job(source, update_requests("momentum"))))
        run_job(work, sent.append)
    finally:
        base64.b64encode, json.dumps, time.monotonic, np.ascontiguousarray, np.asarray = kept
    assert any(message["type"] == "recording" and message["error"] is None for message in sent)  # type: ignore[index]


def test_an_object_that_can_not_be_asked_anything() -> None:
    """What it is, its type says; the class beside it is found, driven and right."""
    heard = drive(UNASKABLE, "momentum")
    assert best(heard, "open-a", "momentum", {"learning_rate": 0.01, "momentum": 0.9}) < 1e-12
