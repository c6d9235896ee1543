"""``exercises --new``: an exercise to start from, which can be proved, scored and graded as it is."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Literal

from autograder.course import Course
from autograder.errors import EXIT_OK, CourseError
from autograder.explaining.messages import say
from autograder.fronts.judging import Talk
from exercises.spec import labs

_NAME = re.compile(r"[a-z][a-z0-9_]*")

# Momentum, because its rule is in `reference` and its hyperparameters keep mistakes apart.
_LAB = """\
id = "NAME"
title = { zh = "NAME：动量方法", en = "NAME: momentum" }
lecture = "2.2"

[[parts]]
id = "momentum"
title = { zh = "自己实现动量方法", en = "Write momentum yourself" }
points = 5
kind = "update"
lecture = "2.2"
rule = "momentum"
names = ["momentum", "动量"]
criteria = [{ id = "update", points = 4 }, { id = "training", points = 1 }]

[parts.hyperparameters]
# 二进制下精确，彼此相差足够远 / exact in binary, and far enough from each other: autograder exercises NAME --score
learning_rate = { default = 0.001, check = 0.0078125, grade = [0.00390625, 0.0078125, 0.015625] }
momentum = { default = 0.9, check = 0.875, grade = [0.875, 0.75, 0.9375] }

[parts.training]
task = "lecture-regression"
steps = 150
hyperparameters = { learning_rate = 0.003, momentum = 0.9 }
"""

_ZH = """\
# NAME：动量方法（5 分）

## `momentum`：自己实现（5 分）

$$v \\leftarrow \\alpha v - \\epsilon g,\\quad \\theta \\leftarrow \\theta + v$$

v 从 0 开始，每个变量一份。默认值：学习率 ε = 0.001，α（`momentum`）= 0.9。

## 写法

一个类，有 `__init__(self, learning_rate=0.001, momentum=0.9)` 和 `update(self, params, grads)`。

## 评分

更新 4 分，用它训练线性回归 1 分。
"""

_EN = """\
# NAME: momentum (5 points)

## `momentum`: write it yourself (5 points)

$$v \\leftarrow \\alpha v - \\epsilon g,\\quad \\theta \\leftarrow \\theta + v$$

v starts at 0, one for each variable. Defaults: rate ε = 0.001, α (`momentum`) = 0.9.

## Form

A class with `__init__(self, learning_rate=0.001, momentum=0.9)` and `update(self, params, grads)`.

## Points

4 for the update, 1 for training the linear regression with it.
"""

_STARTER = '''\
"""NAME：动量方法 / NAME: momentum"""

import numpy as np

# NAME.momentum
class Momentum:
    """v ← αv - εg; θ ← θ + v"""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate  # ε
        self.momentum = momentum  # α
        self.v = None  # 速度：每个变量一份，从 0 开始 / velocity: one for each variable, starting at 0

    def update(self, params, grads):
        # 原地修改 params，或者返回新的列表 / change params in place, or return a new list
        raise NotImplementedError("请写出动量的更新 / write the momentum update")
'''

_FILES = {"lab.toml": _LAB, "statement.zh.md": _ZH, "statement.en.md": _EN, "starter.py": _STARTER}


def run_new(name: str, course: Course, language: Literal["zh", "en"], talk: Talk) -> int:
    """Write the folder beside the course's file and say what to do next; one that is there stays as it is."""
    if not _NAME.fullmatch(name):
        raise CourseError(say("new.name", {"new": name}, language))
    if name in labs():
        raise CourseError(say("new.taken", {"new": name}, language))
    folder = course.path(name)
    try:
        folder.mkdir(parents=True)
        for file, text in _FILES.items():
            _write(folder / file, text.replace("NAME", name))
    except FileExistsError as error:
        raise CourseError(say("new.there", {"folder": str(folder)}, language)) from error
    except OSError as error:
        told = {"folder": str(folder), "detail": error.strerror or str(error)}
        raise CourseError(say("new.disk", told, language)) from error
    talk(say("new.next", {"new": name}, language))
    return EXIT_OK


def _write(path: Path, text: str) -> None:
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    sys.stdout.write(f"{path}\n")
