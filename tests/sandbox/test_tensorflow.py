"""A slot with TensorFlow imported once: forks of it compute, run out of memory, and leave it as it was."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.protocol.jobs import Cell, Job, Limits
from autograder.protocol.replies import CellsMessage
from autograder.sandbox.launch import Walls
from autograder.sandbox.slot import Outcome, Slot
from tests.sandbox.conftest import slot_in

_SESSION = """
import tensorflow.compat.v1 as tf
with tf.Graph().as_default(), tf.Session() as session:
    print(session.run(tf.constant([1.0, 2.0]) * 3.0).tolist())
"""
_EAGER = """
import tensorflow as tf
w = tf.Variable([1.0, 2.0])
w.assign_sub([0.5, 0.5])
print(w.numpy().tolist())
"""


@pytest.fixture(scope="module")
def warm(walls: Walls) -> Iterator[Slot]:
    if importlib.util.find_spec("tensorflow") is None:
        pytest.skip("TensorFlow is not installed")
    with slot_in(walls, ("tensorflow",)) as opened:
        yield opened


def run(slot: Slot, source: str, **limits: float) -> Outcome:
    chosen = Limits(**({"wall_s": 15.0, "cells_wall_s": 12.0} | limits))  # type: ignore[arg-type]
    return slot.run(Job(1, "x.py", "tf2", (Cell(0, source),), (), (), (), chosen))


def test_graph_and_eager_code_run_in_forks(warm: Slot) -> None:
    """Neither initialises what the other is forked from."""
    for source, printed in ((_SESSION, "[3.0, 6.0]\n"), (_EAGER, "[0.5, 1.5]\n"), (_SESSION, "[3.0, 6.0]\n")):
        outcome = run(warm, source)
        assert (outcome.ended, outcome.stdout) == ("done", printed), outcome


def test_a_constant_too_large_for_the_limit(warm: Slot) -> None:
    """An exception or an abort of TensorFlow, never the machine's memory; then the slot goes on."""
    source = "import tensorflow as tf\nx = tf.zeros([1 << 16, 1 << 16])\nprint('made', float(x[0, 0]))"
    outcome = run(warm, source, memory_mb=700)
    assert "made" not in outcome.stdout
    assert outcome.ended in {"done", "out_of_memory", "crashed"}, outcome
    if outcome.ended == "done":
        (cells,) = [message for message in outcome.messages if isinstance(message, CellsMessage)]
        assert cells.cells[0].error is not None
    assert run(warm, _EAGER).stdout == "[0.5, 1.5]\n"


def test_no_thread_lives_in_what_is_forked(warm: Slot) -> None:
    """A fork copies one thread only: a lock held by another would never be released."""
    source = "print(open('/proc/1/status').read())"
    if warm.tier == "landlock":
        warm.start()  # the job before may have left what couldn't be cleaned: then none waits
        assert warm._warm is not None
        assert warm._warm._process is not None
        status = Path(f"/proc/{warm._warm._process.pid}/status").read_text()
    else:
        status = run(warm, source).stdout
    assert status.split("Threads:")[1].split()[0] == "1"
