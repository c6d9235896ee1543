"""What students report in their own words: methods, numbers of steps, losses, and which method is faster."""

from __future__ import annotations

import pytest

from autograder.protocol.values import Value
from autograder.reported.claims import Claim, claim_of_word, claims_in, comments
from autograder.reported.held import read_values
from autograder.reported.methods import method_of
from autograder.reported.printed import Lines

THREE = ("sgd", "momentum", "nesterov")
TWO = ("sgd", "momentum")


@pytest.mark.parametrize(
    ("names", "method"),
    [
        (
            "gd gd_losses lossesGD loss_sgd 梯度下降 小批量梯度下降 MBGD gradient_descent GradientDescent",
            "sgd",
        ),
        (
            "momentum mom mom_steps momentum_loss sgd_momentum 动量 动量法 带动量的梯度下降 momentumGD",
            "momentum",
        ),
        ("nesterov nag nesterov_momentum Nesterov动量 steps_nag NesterovSteps", "nesterov"),
        ("moment kgd loss steps snag gd_and_nag 方法", ""),
    ],
)
def test_a_name_tells_one_method_or_none(names: str, method: str) -> None:
    assert {name: method_of(name, THREE) for name in names.split()} == dict.fromkeys(names.split(), method)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("动量法更快", [("momentum", "")]),
        ("GD 比动量慢", [("momentum", "")]),
        ("Momentum is faster than GD", [("momentum", "")]),
        ("GD is slower than momentum in the end", [("momentum", "late")]),
        ("前期GD快，后期动量快", [("sgd", "early"), ("momentum", "late")]),
        ("与GD相比，动量收敛更快", [("momentum", "late")]),
        ("和GD相比动量更快", [("momentum", "")]),
        ("动量与GD相比更快", [("momentum", "")]),
        ("带动量的梯度下降比梯度下降更快", [("momentum", "")]),
        ("SGD with momentum converges faster than plain SGD.", [("momentum", "late")]),
        ("At first gradient descent is faster, in the end momentum.", [("sgd", "early")]),
        ("Which is faster, gd or momentum?", []),
        ("动量方法更快吗", []),
        ("GD needs 911 steps, momentum 144", []),
    ],
)
def test_sentences_that_claim(text: str, said: list[tuple[str, str]]) -> None:
    assert claims_in(text, TWO) == ([Claim(*each) for each in said], False)


@pytest.mark.parametrize("text", ["momentum is not faster", "gd and momentum faster", "动量不一定更快"])
def test_what_sounds_like_a_claim_and_is_not_understood_is_left_to_a_person(text: str) -> None:
    assert claims_in(text, TWO) == ([], True)


def test_a_word_alone_is_a_claim_where_one_was_asked_for() -> None:
    assert claim_of_word("动量", TWO, "late") == ([Claim("momentum", "late")], False)
    assert claim_of_word("gd or momentum", TWO, "") == ([], True)


def test_comments_and_loose_texts_are_read_and_code_is_not() -> None:
    source = 'x = "gd faster"  # 动量更快\n"""GD\nis slower"""\n'
    assert list(comments([source, "def broken(:\n"])) == ["动量更快", "GD\nis slower"]


def lines(texts: list[str], current: str = "", *, named_only: bool = False) -> Lines:
    read = Lines(THREE, lambda _: False, named_only=named_only, current=current)
    read.read(texts)
    return read


def losses(read: Lines) -> dict[str, list[list[tuple[int, float]]]]:
    found = read.losses()
    return {name: [[(one.step, one.value) for one in each.entries] for each in found[name]] for name in found}


def counts(read: Lines) -> dict[str, list[int]]:
    return {name: [one.value for one in each] for name, each in read.counts.items()}


def test_the_lecture_prints_so() -> None:
    read = lines(["step 0: 622.923340", "step 1: 3.509555", "number of steps: 911"], "sgd")
    assert losses(read) == {"sgd": [[(0, 622.92334), (1, 3.509555)]]}
    assert read.losses()["sgd"][0].entries[0].resolution == pytest.approx(5e-7)
    assert counts(read) == {"sgd": [911]}


@pytest.mark.parametrize(
    "line",
    [
        "GD: 911 steps, momentum: 144 steps, nesterov: 36 steps",
        "{'gd': 911, 'momentum': 144, 'nesterov': 36}",
        "收敛步数：梯度下降 911，动量 144，Nesterov 36",
        "GD 911步 动量 144步 Nesterov动量 36步",
    ],
)
def test_numbers_of_steps_in_one_line(line: str) -> None:
    assert counts(lines([line], named_only=True)) == {"sgd": [911], "momentum": [144], "nesterov": [36]}


@pytest.mark.parametrize(
    "line",
    [
        "GD needs 911 steps until loss < 1e-6",
        "梯度下降：第911步收敛，loss=9.9e-07",
        "911 steps for gradient descent",
        "gd steps=911",
    ],
)
def test_one_method_s_steps(line: str) -> None:
    read = lines([line], named_only=True)
    assert (counts(read), losses(read)) == ({"sgd": [911]}, {})


def test_headings_tables_lists_and_tensors() -> None:
    assert losses(lines(["== momentum ==", "0 tensor(3.5, grad_fn=<MeanBackward0>)"])) == {
        "momentum": [[(0, 3.5)]]
    }
    table = lines(["step GD Nesterov", "0 622.9 622.9", "1 3.5 673.2"])
    assert losses(table) == {"sgd": [[(0, 622.9), (1, 3.5)]], "nesterov": [[(0, 622.9), (1, 673.2)]]}
    assert losses(lines(["gd losses: [622.92, 3.5, 0.16]"], named_only=True)) == {
        "sgd": [[(0, 622.92), (1, 3.5), (2, 0.16)]]
    }
    row = lines(["step 3: gd 0.14 mom 330.1 nag 6.1"], named_only=True)
    assert losses(row) == {"sgd": [[(3, 0.14)]], "momentum": [[(3, 330.1)]], "nesterov": [[(3, 6.1)]]}
    assert losses(lines(["Epoch3 loss 0.25, w: 1.99", "第 4 步 loss=0.14"], "sgd")) == {
        "sgd": [[(3, 0.25), (4, 0.14)]]
    }


def test_variables_of_all_shapes() -> None:
    held = read_values(
        [
            Value("losses", {"gd": [3.0, 1.0], "动量": [3.0, 2.0]}),
            Value("steps", [911, 144, 36]),
            Value("nag_loss", [3.0, "nan"]),
            Value("momentum", 0.9),
            Value("faster", {"early": "gd", "最后": "动量"}),
            Value("result", {"gd": {"steps": 5}}),
        ],
        THREE,
        lambda text: text == "911",
    )
    assert {
        name: [[one.value for one in each.entries] for each in found] for name, found in held.losses.items()
    } == {
        "sgd": [[3.0, 1.0]],
        "momentum": [[3.0, 2.0]],
        "nesterov": [[3.0, pytest.approx(float("nan"), nan_ok=True)]],
    }
    assert {name: [(one.value, one.typed) for one in found] for name, found in held.steps.items()} == {
        "sgd": [(911, True), (5, False)],
        "momentum": [(144, False)],
        "nesterov": [(36, False)],
    }
    assert held.claims == [("early", "gd"), ("late", "动量")]


def test_variables_that_are_not_filled_in() -> None:
    held = read_values(
        [Value("losses", {"gd": None, "momentum": None}), Value("steps", 3)], TWO, lambda _: False
    )
    assert [one.name for one in held.blank] == ["losses"]
    assert not held.losses
