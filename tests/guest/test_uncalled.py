"""Training functions that nobody called are called, and only those."""

from __future__ import annotations

import pytest

from autograder.guest.cells import Runner
from autograder.guest.observing.uncalled import call_uncalled

NAMES = ("method1", "method2")


def called(source: str, names: tuple[str, ...] = NAMES) -> tuple[dict[str, str], list[str]]:
    """Names with how they ended, and the printed lines."""
    runner = Runner([{"index": 0, "source": source}], 5.0)
    runner.run()
    found = {str(one["name"]): str(one["status"]) for one in call_uncalled(runner, names)}
    return found, [line.text for line in runner.tee.printed]


def test_what_no_cell_calls_is_called() -> None:
    found, printed = called("def train_method1():\n    for _ in 'x':\n        print('trained')\n")
    assert found == {"train_method1": "ok"}
    assert printed == ["trained"]


@pytest.mark.parametrize(
    "source",
    [
        "def method1():\n    print('once')\nmethod1()\n",
        "def method1():\n    print('once')\nfor f in [method1]:\n    f()\n",
        "def method1():\n    print('once')\ndef main():\n    method1()\nif __name__ == '__main__':\n    main()\n",
    ],
)
def test_what_was_called_is_not_called_again(source: str) -> None:
    assert called(source) == ({}, ["once"])


def test_main_is_called_where_it_alone_would_call_them() -> None:
    source = "def method1():\n    for _ in 'x':\n        print('trained')\ndef main():\n    method1()\n"
    assert called(source) == ({"main": "ok"}, ["trained"])


@pytest.mark.parametrize(
    "source",
    [
        "def method1(x, y):\n    print(x)\n",
        "def helper():\n    print('no')\n",
        "def main():\n    print('no')\n",
        "method1 = 3\n",
        "class Method1:\n    def run(self):\n        print('no')\n",
    ],
)
def test_other_things_are_left_alone(source: str) -> None:
    assert called(source) == ({}, [])


def test_nothing_is_called_where_no_part_asks() -> None:
    assert called("def method1():\n    print('no')\n", ()) == ({}, [])


def test_stubs_errors_and_endless_loops_are_told() -> None:
    source = (
        "def method1():\n    '''TODO'''\n    raise NotImplementedError\n"
        "def method2():\n    return undefined\n"
        "def method2_again():\n    exit(0)\n"
    )
    assert called(source)[0] == {"method1": "stub", "method2": "error", "method2_again": "ok"}
    runner = Runner([{"index": 0, "source": "def method1():\n    while True:\n        pass\n"}], 0.4)
    runner.run()
    assert [one["status"] for one in call_uncalled(runner, NAMES)] == ["timed_out"]
