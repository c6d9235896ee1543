"""What a file tells without being run: its framework, its lab, its names."""

from __future__ import annotations

import pytest

from autograder.loading.load import load_bytes
from autograder.loading.submission import Submission
from autograder.loading.which import claims, labs_of


def load(source: str, name: str = "a.py") -> Submission:
    return load_bytes(name, source.encode())


FRAMEWORKS = [
    ("numpy", "x = 1"),
    ("numpy", "import numpy as np\nnp.sqrt(2)"),
    ("numpy", "# import tensorflow as tf\ns = 'import torch'"),
    ("tf1", "import tensorflow as tf\nclass A(tf.train.Optimizer): pass"),
    ("tf1", "import tensorflow as tf\nwith tf.Session() as s: pass"),
    ("tf1", "import tensorflow as tf\nx = tf.placeholder(tf.float32)"),
    ("tf1", "import tensorflow as tf\nv.assign(tf.assign_sub(v, g))"),
    ("tf1", "import tensorflow as tf\nlr = tf.train.exponential_decay(0.1, step, 5, 0.9)"),
    ("tf1", "import tensorflow as tf\ng = tf.gradients(loss, [w])"),
    ("tf1", "import tensorflow.compat.v1 as tf\nclass A(tf.train.Optimizer): pass"),
    ("tf1", "from tensorflow.compat import v1 as tf"),
    ("tf1", "import tensorflow as tf\ntf.compat.v1.disable_eager_execution()"),
    ("tf1", "import tensorflow as flow\nflow.Session()"),
    ("tf1", "from tensorflow import Session, placeholder"),
    ("tf1", "from tensorflow.python.training import optimizer\nclass A(optimizer.Optimizer): pass"),
    ("tf1", "import tensorflow as tf\nfrom tensorflow import keras\ntf.get_variable('w', [2])"),
    ("keras", "from tensorflow import keras\nclass A(keras.optimizers.Optimizer): pass"),
    ("keras", "import keras"),
    ("keras", "import tensorflow as tf\nclass A(tf.keras.optimizers.Optimizer): pass"),
    ("keras", "import tensorflow as flow\nclass A(flow.keras.optimizers.Optimizer): pass"),
    ("keras", "from tensorflow.keras.optimizers import Optimizer"),
    (
        "keras",
        "import tensorflow as tf\nloss = tf.losses.MeanSquaredError()\nfrom tensorflow.keras import layers",
    ),
    ("tf2", "import tensorflow as tf\nw = tf.Variable(1.0)\nw.assign_sub(0.1)"),
    ("tf2", "import tensorflow as tf\nwith tf.GradientTape() as tape: pass\nloss = tf.losses.Huber()"),
    ("torch", "import torch\nclass A(torch.optim.Optimizer): pass"),
    ("torch", "from torch import optim"),
    ("torch", "import numpy, torch.nn as nn"),
]


@pytest.mark.parametrize(("framework", "source"), FRAMEWORKS, ids=[source for _, source in FRAMEWORKS])
def test_the_framework_is_told_by_imports_and_names(framework: str, source: str) -> None:
    assert load(source).framework == framework


def test_all_cells_together_tell_the_framework() -> None:
    raw = (
        '{"cells": [{"cell_type": "code", "source": "import tensorflow as tf"}, {"cell_type": "code", "source": "'
        'class A(tf.train.Optimizer): pass"}, {"cell_type": "code", "source": "syntax error ("}]}'
    )
    assert load(raw, "a.ipynb").framework == "tf1"


def test_names_are_the_classes_functions_and_lambdas_of_the_top_level_in_order() -> None:
    source = (
        "class B: pass\ndef a(): pass\nc = lambda w: w\nd = 3\nclass B: pass\nif 1:\n    def inner(): pass\n"
    )
    assert load(source).names == ("B", "a", "c")


TAGS = [
    ("lab6.py", "", ("lab6",)),
    ("Lab_3.py", "", ("lab3",)),
    ("zhang lab-5 final.py", "", ("lab5",)),
    ("2024_lab3_momentum.py", "# lab6", ("lab3",)),
    ("实验三.py", "", ("lab3",)),
    ("实验 4 作业.py", "", ("lab4",)),
    ("a.py", "# 实验六：Adam", ("lab6",)),
    ("a.py", "import numpy\n# Lab 2: decay", ("lab2",)),
    ("a.py", "#!/usr/bin/python\n# -*- coding: utf-8 -*-\n# lab4", ("lab4",)),
    ("a.py", "\n\n\n\n\n# lab6", ()),
    ("a.py", "# extra", ("extra",)),
    ("a.py", "# lab: compare", ("compare",)),
    ("a.py", "# compare with gradient descent", ()),
    ("a.py", "# think twice; extra care", ()),
    ("a.py", "# label6 and collab3", ()),
    ("slab3x.py", "", ()),
    ("lab7.py", "", ()),
    ("lab12.py", "", ()),
    ("a.py", "x = 'lab6'", ()),
    ("a.py", "# expect: lab6.adam passed", ()),
]


@pytest.mark.parametrize(("name", "source", "tags"), TAGS)
def test_labs_are_tagged_in_the_file_name_or_in_a_comment_at_the_top(
    name: str, source: str, tags: tuple[str, ...]
) -> None:
    assert load(source + "\nx = 1\n", name).tags == tags


LABS = [
    ("a.py", "class MyAdam: pass", ("lab6",)),
    ("a.py", "class AdaGrad: pass", ("lab4",)),
    ("a.py", "def rmsprop(w, g): pass", ("lab5",)),
    ("a.py", "class RMSPropNesterov: pass", ("lab5",)),
    ("a.py", "class Momentum: pass", ("lab3",)),
    ("a.py", "def exponential_decay(i): pass", ("lab2",)),
    ("a.py", "def 动量(w): pass", ("lab3",)),
    ("a.py", "class Momentum: pass\nclass Adam: pass", ("lab3", "lab6")),
    ("a.py", "class Nesterov: pass", ("lab3", "lab5")),
    ("momentum.py", "v = 0", ("lab3",)),
    ("a.py", "# lab3\nclass Adam: pass", ("lab3",)),
    ("a.py", "def helper(): pass", ()),
]


@pytest.mark.parametrize(("name", "source", "found"), LABS)
def test_a_tag_goes_before_names_and_names_tell_the_lab(
    name: str, source: str, found: tuple[str, ...]
) -> None:
    assert sorted(labs_of(load(source, name))) == sorted(found)


def test_a_tag_weighs_more_than_the_files_name_and_that_more_than_a_definition() -> None:
    found = claims("momentum.py", load("# lab6\nclass Momentum: pass\ndef rmsprop(): pass", "momentum.py"))
    assert found["lab6"] > found["lab3"] > found["lab5"]


def test_a_file_that_can_t_be_read_still_has_its_name() -> None:
    assert list(claims("lab4_ada.py", None)) == ["lab4"]
    assert list(claims("adam.py", None)) == ["lab6"]
    assert claims("homework.py", None) == {}
