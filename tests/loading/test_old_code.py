"""Old code: which Keras an optimizer was written for, which names are gone, and what is told about them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from autograder.loading.load import Unreadable, load_bytes
from autograder.loading.submission import Submission

ROOT = Path(__file__).resolve().parents[2]
TABLES = tomllib.loads((ROOT / "autograder" / "loading" / "old_names.toml").read_text(encoding="utf-8"))


def load(source: str) -> Submission:
    return load_bytes("a.py", source.encode())


TF = "import tensorflow as tf\n"
UPDATES = "    def get_updates(self, loss, params): pass"
KERAS = "from tensorflow import keras\nclass A(keras.optimizers.Optimizer):\n"
ERAS = [
    ("get_updates", "from keras.optimizers import Optimizer\nclass A(Optimizer):\n" + UPDATES),
    ("get_updates", "from keras import optimizers\nclass A(optimizers.Optimizer):\n" + UPDATES),
    ("slots", KERAS + "    def _resource_apply_dense(self, grad, var): pass"),
    ("slots", KERAS + "    def __init__(self):\n        self._set_hyper('learning_rate', 0.1)"),
    ("slots", "import tensorflow as tf\nclass A(tf.keras.optimizers.legacy.Optimizer): pass"),
    ("slots", "import tensorflow as tf\nclass A(tf.keras.optimizers.legacy.SGD):\n    def step(self): pass"),
    (
        "slots",
        "from tensorflow.python.keras.optimizer_v2.optimizer_v2 import OptimizerV2\nclass A(OptimizerV2): pass",
    ),
    ("update_step", KERAS + "    def update_step(self, gradient, variable): pass"),
    ("", KERAS + "    def update_step(self, gradient, variable, learning_rate): pass"),
    (
        "",
        KERAS + "    def build(self, variables):\n        self.m = self.add_variable_from_reference(v, 'm')",
    ),
    (
        "",
        "import tensorflow as tf\nclass A(tf.train.Optimizer):\n    def _resource_apply_dense(self, grad, var): pass",
    ),
    ("", "class Optimizer: pass\nclass A(Optimizer):\n    def get_updates(self, loss, params): pass"),
]


@pytest.mark.parametrize(("era", "source"), ERAS)
def test_the_era_is_told_by_base_and_methods(era: str, source: str) -> None:
    submission = load(source)
    assert submission.legacy == era
    assert not era or submission.framework == "keras"


def test_an_import_in_an_earlier_cell_counts() -> None:
    sources = [
        "from keras.optimizers import Optimizer",
        "class A(Optimizer):\n    def get_updates(self, loss, params): pass",
    ]
    raw = json.dumps({"cells": [{"cell_type": "code", "source": source} for source in sources]}).encode()
    assert load_bytes("a.ipynb", raw).legacy == "get_updates"


REMOVED = [
    (TF + "y = tf.mul(a, b)", "tf.mul", "tf.multiply", 2),
    (
        TF + "f = tf.contrib.layers.xavier_initializer()",
        "tf.contrib.layers.xavier_initializer",
        "tf.glorot_uniform_initializer",
        2,
    ),
    (TF + "f = tf.contrib.layers.batch_norm(x)", "tf.contrib.layers", "tf.keras.layers", 2),
    (TF + "class A(tf.contrib.opt.LazyAdamOptimizer): pass", "tf.contrib.opt", "tf.train.Optimizer", 2),
    (
        "import tensorflow as flow\nw = flow.train.SummaryWriter('log')",
        "flow.train.SummaryWriter",
        "tf.summary.FileWriter",
        2,
    ),
    (
        "from tensorflow.examples.tutorials.mnist import input_data",
        "tensorflow.examples.tutorials.mnist",
        "tf.keras.datasets.mnist.load_data()",
        1,
    ),
    ("for i in xrange(3): pass", "xrange", "range", 1),
    ("for k, v in d.iteritems(): pass", "iteritems", "items", 1),
]


@pytest.mark.parametrize(("source", "old", "instead", "line"), REMOVED)
def test_a_name_that_is_gone_is_found_with_what_to_write(
    source: str, old: str, instead: str, line: int
) -> None:
    (found,) = load(source).removed
    assert (found.old, found.instead, found.line) == (old, instead, line)


@pytest.mark.parametrize(
    "source", ["import tensorflow as tf\ny = tf.multiply(a, b)", "y = np.mul(a)", "range(3)"]
)
def test_nothing_else_is_called_gone(source: str) -> None:
    assert load(source).removed == ()


@pytest.mark.parametrize(
    "name", ["mul", "contrib", "initialize_all_variables", "app.flags", "scalar_summary", "logging"]
)
def test_a_file_with_names_of_tensorflow_1_is_of_tensorflow_1(name: str) -> None:
    assert load(f"import tensorflow as tf\ntf.{name}").framework == "tf1"


def test_a_tape_and_a_harmless_name_of_version_1_are_tensorflow_2() -> None:
    source = TF + "tf.compat.v1.logging.set_verbosity('ERROR')\nwith tf.GradientTape() as tape: pass"
    assert load(source).framework == "tf2"
    assert load(source.replace("GradientTape", "Session")).framework == "tf1"


PYTHON2 = [
    ("x = 1\nprint x", "print(…)"),
    ("try:\n    x\nexcept ValueError, e:\n    pass", "except … as e:"),
    ("exec 'x = 1'", "exec(…)"),
]


@pytest.mark.parametrize(("source", "instead"), PYTHON2)
def test_python_2_says_what_to_write(source: str, instead: str) -> None:
    with pytest.raises(Unreadable) as caught:
        load(source)
    assert caught.value.finding.key == "unreadable.python2"
    assert caught.value.finding.arguments["instead"] == instead


_LOOK = """
import json, sys
from functools import reduce
import tensorflow as tf
def there(root, name):
    try:
        reduce(getattr, name.split("."), root)
    except AttributeError:
        return False
    return True
one, gone = json.load(sys.stdin)
print(json.dumps([
    [name for name in one if not there(tf.compat.v1, name)],
    [name for name in gone if there(tf, name) or there(tf.compat.v1, name)],
]))
"""


@pytest.mark.skipif(find_spec("tensorflow") is None, reason="TensorFlow isn't installed here")
def test_the_tables_are_true_of_today_s_tensorflow() -> None:
    """What is said to exist in compat.v1 does, what is said to be gone is."""
    version1 = [
        name if inside == "top" else f"{inside}.{name}"
        for inside, names in TABLES["version1"].items()
        for name in names.split()
    ]
    assert len(version1) > 400
    done = subprocess.run(
        [sys.executable, "-c", _LOOK],
        input=json.dumps([version1, list(TABLES["removed"])]),
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [[], []]
