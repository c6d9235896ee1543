"""Cells run as in a notebook: what is defined counts, whatever else happens."""

# ruff: noqa: E501, ISC004 - students' sources are given as they are
from __future__ import annotations

import time

from autograder.protocol.jobs import Limits
from tests.guest.harness import USUAL_LIMITS, best, drive

MOMENTUM = "def momentum(w, g, v, lr=0.01, mu=0.9):\n    v = mu * v - lr * g\n    return w + v, v\n"
LIMITS = Limits(cells_wall_s=0.5)


def judged(source: str | list[str], limits: Limits = USUAL_LIMITS) -> list[str]:
    """Statuses of the cells, once the momentum in them was found right."""
    heard = drive(source, "momentum", limits)
    assert best(heard, "open-a", "momentum", {}) < 1e-12
    return [cell.status for cell in heard.cells]


def test_an_error_in_one_cell_does_not_stop_the_next() -> None:
    """As in a notebook that is run past errors."""
    assert judged(["1 / 0", MOMENTUM]) == ["error", "ok"]


def test_what_needs_a_statement_that_ran_out_of_time_is_no_crash() -> None:
    """The name that it would have made is missing; the cell has timed out all the same."""
    slow = "import time\nhistory = time.sleep(60)\nlosses = history.loss\n"
    assert judged([slow + MOMENTUM], limits=LIMITS) == ["timed_out"]


def test_a_script_that_crashes_still_defines_what_comes_later() -> None:
    """A class after the crash is judged."""
    assert judged("import numpy as np\nopen('missing.csv')\n" + MOMENTUM) == ["error"]


def test_ways_of_leaving_end_their_cell_only() -> None:
    """exit() is an end; SystemExit with a message, KeyboardInterrupt and BaseException are errors."""
    cells = [
        "exit()",
        "raise SystemExit('no')",
        "raise KeyboardInterrupt",
        "raise BaseException('x')",
        MOMENTUM,
    ]
    assert judged(cells) == ["ok", "error", "error", "error", "ok"]


def test_what_an_endless_loop_left_undone_is_no_mistake_of_the_lines_behind_it() -> None:
    """They are run for their definitions; that they lack a name which was never made isn't their fault."""
    cells = ["while True:\n    pass\ndata = [x for x in (1, 2)]\nfirst = data[0]", "second = data[1]"]
    assert judged([*cells, MOMENTUM], limits=LIMITS) == ["timed_out", "skipped", "ok"]


def test_an_endless_loop_is_interrupted_even_where_it_catches_everything() -> None:
    """Bare except, except BaseException, and a plain loop."""
    for loop in (
        "while True:\n    pass",
        "while True:\n    try:\n        x = 1\n    except:\n        pass",
        "import time\nwhile True:\n    try:\n        time.sleep(0.01)\n    except BaseException as e:\n        print(e)",
    ):
        began = time.monotonic()
        assert judged(["a = 1", loop, "for i in range(3): pass", MOMENTUM], limits=LIMITS) == [
            "ok",
            "timed_out",
            "skipped",
            "ok",
        ]
        assert time.monotonic() - began < 20  # half a second and a busy machine


def test_a_syntax_error_names_cell_and_line() -> None:
    """The other cells are used."""
    heard = drive(["def broken(:\n    pass", MOMENTUM], "momentum")
    error = heard.cells[0].error
    assert error is not None
    assert (error.kind, error.cell, error.line) == ("SyntaxError", 0, 1)
    assert best(heard, "open-a", "momentum", {}) < 1e-12


def test_a_hostile_exception_does_no_harm() -> None:
    """Its __str__ raises, its text is huge."""
    hostile = "class Bad(Exception):\n    def __str__(self): raise SystemExit\nraise Bad()"
    huge = "raise ValueError('x' * 10**7)"
    assert judged([hostile, huge, MOMENTUM]) == ["error", "error", "ok"]


def test_packages_that_only_draw_are_inert() -> None:
    """Plots, progress bars, display, magics' replacements, and our own notebook extension."""
    source = [
        "import matplotlib.pyplot as plt\nfrom mpl_toolkits.mplot3d import Axes3D\nimport seaborn as sns\nfrom matplotlib import cm, animation",
        "fig, (a, b) = plt.subplots(1, 2)\nax = fig.add_subplot(111, projection='3d')\nline, = plt.plot([1], [2])\nn, bins, patches = plt.hist([1])\n"
        "for bar in plt.bar([1], [2]):\n    bar.set_height(1)\nplt.show()",
        "from tqdm import tqdm, trange\nfrom tqdm.notebook import tqdm as t2\nassert [i for i in tqdm(range(3))] == [0, 1, 2]\nassert sum(trange(4)) == 6\n"
        "with tqdm(total=3) as bar:\n    bar.update(1)",
        "from IPython.display import clear_output, display as show\nclear_output(wait=True)\ndisplay(1)\nget_ipython().run_line_magic('matplotlib', 'inline')",
        "from google.colab import drive\ndrive.mount('/content/drive')\nassert input('name?') == ''",
        "from autograder.notebook import check\ncheck('lab3')",
        MOMENTUM,
    ]
    assert judged(source) == ["ok"] * 7


def test_a_missing_package_is_named() -> None:
    """The fault says which."""
    heard = drive("import no_such_package_at_all", "momentum")
    error = heard.cells[0].error
    assert error is not None
    assert error.kind == "ModuleNotFoundError"
    assert "no_such_package_at_all" in error.message


def test_main_guard_dataclass_pickle_and_inspect_work() -> None:
    """The namespace is a real ``__main__``."""
    source = (
        "from __future__ import annotations\nimport inspect, pickle\nfrom dataclasses import dataclass\n@dataclass\nclass P:\n    x: int = 1\n"
        "ran = False\nif __name__ == '__main__':\n    ran = True\nassert ran\nassert pickle.loads(pickle.dumps(P(2))).x == 2\n"
        "assert 'class P' in inspect.getsource(P)\n" + MOMENTUM
    )
    assert judged(source) == ["ok"]


def test_time_for_driving_is_limited_too() -> None:
    """An update that never returns is an error of that candidate; the next one is judged."""
    endless = "def adam(w, g, v, lr=0.01):\n    while True:\n        pass\n"
    heard = drive(endless + MOMENTUM, "momentum", limits=Limits(wall_s=4.0, cells_wall_s=1.0))
    assert best(heard, "open-a", "momentum", {}, "momentum") < 1e-12
    assert heard.recordings("open-a", "adam")[0].error is not None
