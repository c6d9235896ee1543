"""What a release holds: everything to start from, in one language, and nothing to leak."""

from __future__ import annotations

import ast
import json
import re
from itertools import product
from pathlib import Path
from typing import Literal

import nbformat
import numpy as np
import pytest

from autograder.errors import CourseError
from autograder.releasing.compose import WITHOUT_DATA, Release, compose
from autograder.releasing.write import notebook, script, write
from exercises.spec import LABS_FOLDER, Lab, SpecError, labs
from exercises.starters import STARTER_FRAMEWORKS, StarterFramework, in_language, starter
from reference.tasks.lecture import lecture_regression

SOLUTIONS = Path(__file__).resolve().parents[1] / "solutions"
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
LANGUAGES: tuple[Literal["zh", "en"], ...] = ("zh", "en")
EVERY = [
    pytest.param(lab, framework, language, id=f"{lab.id}-{framework}-{language}")
    for lab, framework, language in product(labs().values(), STARTER_FRAMEWORKS, LANGUAGES)
]
HEADS = {
    "numpy": "import numpy",
    "tf1": "import tensorflow.compat.v1 as tf",
    "keras": "import keras",
    "torch": "import torch",
}


def code(release: Release) -> str:
    return "\n".join(cell.text for cell in release.cells if cell.kind == "code" and cell.only != "script")


def formulas(source: str) -> set[str]:
    """Lines of a solution that compute something."""
    lines = {line.strip() for line in source.splitlines()}
    computing = re.compile(r"\w [*/@] |\*\*|sqrt\(|pow|assign|\w [-+*]?= ")
    return {
        line
        for line in lines
        if computing.search(line) and not re.match(r"[#\"']|def |super|class |self\.\w+ = ", line)
    }


@pytest.mark.parametrize(("lab", "framework", "language"), EVERY)
def test_a_release_has_a_place_for_every_part_and_a_self_check(
    lab: Lab, framework: StarterFramework, language: Literal["zh", "en"]
) -> None:
    release = compose(lab, framework, language)
    assert [cell.part for cell in release.cells if cell.part] == [part.id for part in lab.parts]
    read = nbformat.reads(notebook(release), 4)
    nbformat.validate(read)
    texts = [cell.source for cell in read.cells if cell.cell_type == "markdown"]
    title = lab.title.zh if language == "zh" else lab.title.en
    assert texts[0].startswith(f"# {title.split('：')[0].split(':')[0]}")
    for part in lab.parts:
        assert any(
            f"# {lab.id}.{part.id}\n" in cell.source for cell in read.cells if cell.cell_type == "code"
        )
    assert f'check("{lab.id}"' in read.cells[-1].source
    ast.parse(script(release))
    ast.parse(code(release))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("lab", labs().values(), ids=lambda lab: lab.id)
def test_a_statement_names_parts_points_forms_and_how_to_point(
    lab: Lab, language: Literal["zh", "en"]
) -> None:
    """What a student can't guess: every part with its points, every framework that is accepted, a tag to write."""
    text = (LABS_FOLDER / lab.id / f"statement.{language}.md").read_text(encoding="utf-8")
    total = sum(part.points for part in lab.parts)
    each = {part.points for part in lab.parts}
    worth = "{:g} points" if language == "en" else "{:g} 分"
    assert worth.format(total) in text.partition("\n")[0] or (
        len(each) == 1 and worth.format(each.pop()) in text.partition("\n")[0]
    )
    for part in lab.parts:
        assert f"`{part.id}`" in text or part.kind in {"sampler", "answers", "essay"}
        assert worth.format(part.points) in text
    assert any(f"# {lab.id}.{part.id}`" in text for part in lab.parts)
    if any(part.kind in {"update", "training", "builtin"} for part in lab.parts):
        assert all(
            name in text for name in ("NumPy", "TF1" if "TF1" in text else "TensorFlow 1", "Keras", "PyTorch")
        )


@pytest.mark.parametrize(("lab", "framework", "language"), EVERY)
def test_a_release_speaks_one_language(
    lab: Lab, framework: StarterFramework, language: Literal["zh", "en"]
) -> None:
    """A comment in both languages is given in one; the English one has no Chinese."""
    release = compose(lab, framework, language)
    if language == "en":
        assert not CHINESE.search(code(release))
    else:
        assert " / " not in re.sub(
            r"ε / |ŝ / ", "", "\n".join(re.findall(r"#.*|\"\"\".*\"\"\"", code(release)))
        )


@pytest.mark.parametrize(("lab", "framework", "language"), EVERY)
def test_a_release_holds_no_solution_no_seed_and_no_minimum(
    lab: Lab, framework: StarterFramework, language: Literal["zh", "en"]
) -> None:
    release = compose(lab, framework, language)
    both = notebook(release) + script(release)
    lines = {line.strip() for line in code(release).splitlines()}
    for path in (SOLUTIONS / lab.id).glob("*.py") if (SOLUTIONS / lab.id).is_dir() else ():
        assert not formulas(path.read_text(encoding="utf-8")) & lines, path.name
    assert not re.search(r"secret|hmac|seed|minimum\s*=", both, re.IGNORECASE)
    assert str(LABS_FOLDER) not in both


def test_the_formulas_of_a_solution_are_recognised() -> None:
    """Otherwise the test above would prove nothing."""
    source = (SOLUTIONS / "lab6" / "adam_numpy.py").read_text(encoding="utf-8")
    assert len(formulas(source)) >= 4
    filled = compose(labs()["lab6"], "numpy", "en").filled("adam", source)
    assert formulas(source) <= {line.strip() for line in code(filled).splitlines()}


@pytest.mark.parametrize("framework", STARTER_FRAMEWORKS)
def test_the_data_are_the_lectures_regression_without_its_answer(framework: StarterFramework) -> None:
    namespace: dict[str, np.ndarray] = {}
    release = compose(labs()["lab3"], framework, "en")
    (cell,) = [cell for cell in release.cells if cell.id == "lab3-data"]
    exec("import numpy as np\n" + cell.text, namespace)  # noqa: S102 - our own release
    problem = lecture_regression()
    dtype = np.float64 if framework == "numpy" else np.float32
    for name, right in (("x", problem.x), ("y", problem.y), ("start", problem.start)):
        assert namespace[name].dtype == dtype
        assert np.array_equal(namespace[name], right.astype(dtype))
    assert set(namespace) - {"__builtins__", "np"} == {"x", "y", "start"}


def test_who_only_answers_gets_no_data() -> None:
    for lab in labs().values():
        computing = any(part.kind not in WITHOUT_DATA for part in lab.parts)
        assert ("np.array(" in code(compose(lab, "numpy", "zh"))) == computing


@pytest.mark.parametrize("framework", STARTER_FRAMEWORKS)
@pytest.mark.parametrize("lab", ["lab3", "lab4", "lab5", "lab6"])
def test_a_framework_has_a_template_of_its_own_where_an_optimizer_is_written(
    lab: str, framework: StarterFramework
) -> None:
    text = code(compose(labs()[lab], framework, "zh"))
    assert HEADS[framework] in text
    if framework == "tf1":
        assert "tf.disable_v2_behavior()" in text


def test_a_script_is_cells_that_editors_show() -> None:
    text = script(compose(labs()["lab3"], "tf1", "en"))
    assert text.startswith("# %% [markdown]\n# # Lab 3")
    assert "$$v \\leftarrow" in text
    assert "\n# %%\n# lab3.momentum\nclass Momentum" in text


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    release = compose(labs()["lab3"], "numpy", "zh")
    paths = write(release, tmp_path / "作业 三")
    assert json.loads(paths[0].read_text(encoding="utf-8"))["nbformat"] == 4
    paths[1].write_text("mine", encoding="utf-8")
    paths[0].unlink()
    with pytest.raises(CourseError, match=r"lab3\.py: is there already"):
        write(release, tmp_path / "作业 三")
    assert paths[1].read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("source", "zh", "en"),
    [
        ("x = 1  # 学习率 / the rate\n", "x = 1  # 学习率\n", "x = 1  # the rate\n"),
        ('"""实验 / Lab."""\n', '"""实验"""\n', '"""Lab."""\n'),
        ("y = f('请写 / write it')\n", "y = f('请写')\n", "y = f('write it')\n"),
        ("# θ ← θ - ε / (δ + √r)\n", "# θ ← θ - ε / (δ + √r)\n", "# θ ← θ - ε / (δ + √r)\n"),
        ("z = a / b  # a / b\n", "z = a / b  # a / b\n", "z = a / b  # a / b\n"),
    ],
)
def test_a_comment_in_both_languages_is_given_in_one(source: str, zh: str, en: str) -> None:
    assert (in_language(source, "zh"), in_language(source, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("import numpy as np\n", "no sections"),
        ("# lab3.momentum\n", "no section for faster"),
        ("# lab3.momentum\n# lab3.momentum\n", "two sections"),
        (
            "# lab3.momentum\n# lab3.faster\n# lab3.nesterov\n# lab3.builtin\n# lab3.adam\n",
            "'adam' is no part",
        ),
    ],
)
def test_a_template_that_lacks_a_part_is_named(
    text: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lab3").mkdir()
    (tmp_path / "lab3" / "starter.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr("exercises.spec.LABS_FOLDER", tmp_path)
    with pytest.raises(SpecError, match=said):
        starter(labs()["lab3"], "tf1", "zh")


def test_a_lab_without_a_template_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lab3").mkdir()
    (tmp_path / "lab3" / "starter.tf1.py").write_text("", encoding="utf-8")
    monkeypatch.setattr("exercises.spec.LABS_FOLDER", tmp_path)
    with pytest.raises(
        SpecError, match=r"no starter\.keras\.py and no starter\.py; there is starter\.tf1\.py"
    ):
        starter(labs()["lab3"], "keras", "zh")
