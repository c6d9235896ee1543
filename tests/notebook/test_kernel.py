"""Real notebooks in a real kernel, with files of the student's own beside them that bear the names of our packages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from autograder.releasing.compose import compose
from autograder.releasing.write import notebook
from exercises.spec import labs

ROOT = Path(__file__).resolve().parents[2]
SOLUTIONS = ROOT / "tests" / "solutions"
WRONG = '''
class Momentum:
    """The sign of the gradient is wrong."""
    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate, self.momentum, self.v = learning_rate, momentum, None
    def update(self, params, grads):
        if self.v is None:
            self.v = [0.0 for _ in params]
        for i, g in enumerate(grads):
            self.v[i] = self.momentum * self.v[i] + self.learning_rate * g
            params[i] += self.v[i]
'''
RIGHT = WRONG.replace("+ self.learning_rate", "- self.learning_rate")
HIDDEN = "\n".join(
    f"{name}_seen = {name!r} in __import__('sys').modules" for name in ("numpy", "tensorflow", "msgspec")
)

# What Jupyter's packages say of each other is not about us.
pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A student's folder: its name has spaces, and its modules would break ours if they were imported."""
    place = tmp_path / "我的 作业"
    place.mkdir()
    for name in ("reference", "reports", "exercises"):
        (place / f"{name}.py").write_text(f"MINE = {name!r}\n", encoding="utf-8")
    return place


def executed(cells: list[str] | Any, folder: Path, *, stop: bool = True) -> list[list[Any]]:  # noqa: ANN401 - a notebook
    """Run a notebook from top to bottom; return what each code cell showed."""
    if isinstance(cells, list):
        made = nbformat.v4.new_notebook()
        made.cells = [nbformat.v4.new_code_cell(source) for source in cells]
        cells = made
    client = NotebookClient(
        cells,
        timeout=180,
        kernel_name="python3",
        allow_errors=not stop,
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return [cell.outputs for cell in cells.cells if cell.cell_type == "code"]


def shown(outputs: list[Any], kind: str = "text/plain") -> str:
    """What a cell showed as its result, or printed, or why it stopped."""
    texts = [one.get("data", {}).get(kind, "") or one.get("text", "") for one in outputs]
    texts += ["\n".join(one["traceback"]) for one in outputs if one.output_type == "error"]
    return "\n".join(texts)


def test_modules_of_the_students_own_that_bear_our_names_stay_theirs(folder: Path) -> None:
    """The kernel keeps them; who hands in code that imports them is told so."""
    outputs = executed(
        [
            "import sys; sys.path.insert(0, '')\nimport reference, reports, exercises\nreference.MINE",
            WRONG,
            "from autograder.notebook import check\ncheck('lab3', lang='en')",
            RIGHT,
            "check('lab3', lang='en')",
            f"{HIDDEN}\n(numpy_seen, tensorflow_seen, msgspec_seen, reports.MINE)",
        ],
        folder,
    )
    assert "'reference'" in shown(outputs[0])
    assert "line 2 imports exercises" in shown(outputs[2])
    assert "(False, False, False, 'reports')" in shown(outputs[5])


def test_the_last_execution_counts(folder: Path) -> None:
    """The folder comes first on the kernel's path, as where ours is installed; nobody imports what lies there."""
    outputs = executed(
        [
            f"import sys; sys.path.insert(0, {str(folder)!r})" + WRONG,
            "from autograder.notebook import check\nfirst = check('lab3', lang='en')\nfirst",
            RIGHT,
            "second = check('lab3', part='momentum', lang='en')\nsecond",
            f"{HIDDEN}\nours = 'reports' in sys.modules",
            "first.passed, second.passed, ours, numpy_seen, tensorflow_seen, msgspec_seen",
        ],
        folder,
    )
    assert "Points 0 / 14" in shown(outputs[1])
    assert "sign" in shown(outputs[1])
    assert "Points 5 / 5" in shown(outputs[3])
    assert "(False, True, False, False, False, False)" in shown(outputs[5])
    page = shown(outputs[3], "text/html")
    assert page.startswith('<div class="autograder-report" lang="en">')
    assert not re.search(r"<script|<iframe|<link|<img|javascript:| on\w+=|[\u4e00-\u9fff]", page)


def test_one_class_is_judged_with_what_it_depends_on(folder: Path) -> None:
    """The wrong Nesterov beside it isn't asked about, nor is the cell that fails."""
    helper = "def velocity(v, g, learning_rate, momentum):\n    return momentum * v - learning_rate * g\n"
    own = RIGHT.replace(
        "self.momentum * self.v[i] - self.learning_rate * g",
        "velocity(self.v[i], g, self.learning_rate, self.momentum)",
    )
    outputs = executed(
        [
            helper,
            own.replace("class Momentum", "class MomentumOpt") + WRONG.replace("Momentum", "Nesterov"),
            "from autograder.notebook import check\nchecked = check('lab3', MomentumOpt, lang='en')\nchecked",
            "[(part['part'], part['passed']) for part in checked.record['parts']]",
            "check('lab3', 3)",
            "import math\ncheck('lab3', math.sqrt)",
        ],
        folder,
        stop=False,
    )
    assert "Points 5 / 5" in shown(outputs[2])
    assert "[('momentum', True)]" in shown(outputs[3])
    for refused in outputs[4:]:
        assert "not a class or function of this notebook" in shown(refused)
        assert "Traceback" not in shown(refused)


def test_the_magic_does_the_same(folder: Path) -> None:
    outputs = executed(
        [
            RIGHT,
            "%load_ext autograder.notebook",
            "%check lab3 momentum --lang en",
            "%check lab3",
            "%check lab3 adam",
            "%check lab33",
            "%check --nonsense",
        ],
        folder,
        stop=False,
    )
    assert "Points 5 / 5" in shown(outputs[2])
    assert "得分 5 / 14" in shown(outputs[3])
    assert "lab3 has the parts momentum" in shown(outputs[4])
    assert "no such lab" in shown(outputs[5])
    assert "for example: %check lab3 momentum" in shown(outputs[6])


def test_an_exercise_of_the_courses_own_is_found_beside_the_notebook(folder: Path) -> None:
    """Upward from where the kernel works at the time, as the command line finds it."""
    lab = (ROOT / "exercises" / "lab3" / "lab.toml").read_text("utf-8")
    (folder / "warmup").mkdir()
    (folder / "warmup" / "lab.toml").write_text(lab.replace('id = "lab3"', 'id = "warmup"', 1), "utf-8")
    (folder / "course.toml").write_text('exercises = ["warmup"]\n', "utf-8")
    (folder / "week 1").mkdir()
    ask = "from autograder.notebook import check\ncheck('warmup', part='momentum', lang='en')"
    there = f"os.chdir({str(folder / 'week 1')!r})"
    outputs = executed([RIGHT, "import os; os.chdir('/')", ask, there, ask], folder, stop=False)
    assert "no such lab" in shown(outputs[2])
    assert "Points 5 / 5" in shown(outputs[4])


def test_a_rule_of_the_courses_own_is_known_where_the_course_is_named(folder: Path) -> None:
    """Its code runs in the process that judges, beside modules of the student's that bear our names."""
    outside = ROOT / "tests" / "outside"
    for name in ("adabelief", "cosine"):
        shutil.copytree(outside / name, folder / "the course" / name)
    shutil.copy(outside / "course.toml", folder / "the course")
    right = (outside / "handed_in" / "ada_right.py").read_text("utf-8")
    outputs = executed(
        [
            right,
            "%load_ext autograder.notebook",
            "%check adabelief --lang en",
            "import os; os.chdir('the course')",
            "%check adabelief --lang en",
            "os.chdir('..')",
            "%check adabelief --lang en --course 'the course'",
            "from autograder.notebook import check\ncheck('adabelief', course='the course/course.toml').passed",
            "%check adabelief --course 'the course",
        ],
        folder,
        stop=False,
    )
    assert "no such lab" in shown(outputs[2])
    assert "name the course" in shown(outputs[4])
    assert "Points 6 / 6" in shown(outputs[6])
    assert shown(outputs[7]) == "True"
    assert "for example: %check" in shown(outputs[8])


def test_nothing_executed_yet_is_said_unless_the_file_is_known(folder: Path) -> None:
    saved = folder / "lab3.ipynb"
    book = nbformat.v4.new_notebook()
    book.cells = [nbformat.v4.new_code_cell(RIGHT)]
    nbformat.write(book, saved)
    ask = "from autograder.notebook import check\ncheck('lab3', lang='en')"
    told = (
        f"from autograder.notebook import check\nimport os; os.environ['JPY_SESSION_NAME'] = {str(saved)!r}"
    )
    outputs = executed([ask, told, ask], folder, stop=False)
    assert "run the cells that hold your code" in shown(outputs[0])
    # The cell that tells the place is the student's own and holds nothing to judge: what was executed counts.
    assert "lab3.ipynb" in shown(outputs[2])
    assert "Points 0 / 14" in shown(outputs[2])
    only_ours = executed([f"%env JPY_SESSION_NAME={saved}", ask], folder, stop=False)
    assert "lab3.ipynb" in shown(only_ours[1])


def test_an_essay_in_a_text_cell_is_read_from_the_saved_file(folder: Path) -> None:
    """As grading reads it; what is written in code cells needs no file."""
    saved = folder / "think.ipynb"
    book = nbformat.v4.new_notebook()
    book.cells = [
        nbformat.v4.new_markdown_cell("## think.essay\n动量累积过去的梯度。"),
        nbformat.v4.new_code_cell("1"),
    ]
    nbformat.write(book, saved)
    ask = "from autograder.notebook import check\ncheck('think', lang='en')"
    told, untold = executed([f"%env JPY_SESSION_NAME={saved}", ask], folder), executed(["1", ask], folder)
    assert "Collected (10 characters)" in shown(told[1])
    assert "not found" in shown(untold[1])


@pytest.mark.parametrize("lab", ["lab1", "lab3", "quiz", "think"])
def test_an_untouched_release_is_not_begun_in_the_kernel_either(lab: str, folder: Path) -> None:
    """Cells that hold nothing but a part's tag are cells: the check says what grading says."""
    outputs = executed(nbformat.reads(notebook(compose(labs()[lab], "numpy", "en")), 4), folder)
    said = shown(outputs[-1])
    assert said.count("Not begun yet") >= len(labs()[lab].parts)
    assert "not found" not in said


@pytest.mark.parametrize("framework", ["numpy", "tf1", "keras"])
def test_a_release_runs_from_top_to_bottom_and_says_what_to_do(framework: str, folder: Path) -> None:
    """Without an error, in the kernel of today; what isn't written yet is a reminder, and the check says so."""
    if framework != "numpy":
        pytest.importorskip("tensorflow")
    release = compose(labs()["lab3"], framework, "en")  # type: ignore[arg-type]
    untouched = executed(nbformat.reads(notebook(release), 4), folder)
    said = "\n".join(shown(outputs) for outputs in untouched)
    assert "write the momentum update" in said
    assert "write Nesterov's update" in said
    assert "not begun" in shown(untouched[-1])
    assert "Points 0 / 14" in shown(untouched[-1])


@pytest.mark.parametrize("framework", ["numpy", "tf1"])
def test_a_release_with_its_update_written_trains_in_the_kernel(framework: str, folder: Path) -> None:
    if framework == "tf1":
        pytest.importorskip("tensorflow")
    source = (SOLUTIONS / "lab3" / f"momentum_{framework}.py").read_text(encoding="utf-8")
    source = source.replace("import tensorflow as tf\n", "")  # the release's own line is compat.v1
    release = compose(labs()["lab3"], framework, "en").filled("momentum", source)  # type: ignore[arg-type]
    outputs = executed(nbformat.reads(notebook(release), 4), folder)
    losses = [line.split() for line in shown(outputs[3]).splitlines() if re.match(r"\d+ [\d.e-]+$", line)]
    assert [int(step) for step, _ in losses] == list(range(0, 150, 10))
    assert float(losses[0][1]) == pytest.approx(622.92334, rel=1e-5)  # the lecture's first loss
    assert float(losses[-1][1]) < 1e-2
    assert "Points 5 / 14" in shown(outputs[-1])
