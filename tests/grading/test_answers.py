"""Short answers: which choice a text names, which answer belongs to which task; what isn't sure is never guessed."""

import pytest

from autograder.grading.answer_sheets import number_in, sheet_of
from autograder.grading.answer_words import understood
from autograder.protocol.values import Plain
from exercises.spec import labs

PART = labs()["quiz"].part("answers")
IDS = ("1", "2", "3", "4")
WORDS = {"1": "a", "2": "b", "3": "c", "4": "d"}


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("batch", "batch"),
        ("Full-Batch gradient descent", "batch"),
        ("BGD", "batch"),
        ("确定性算法", "batch"),
        ("批量（batch）", "batch"),
        ("mini-batch", "mini-batch"),
        ("Mini_Batch", "mini-batch"),
        ("ＭＩＮＩＢＡＴＣＨ", "mini-batch"),
        ("Min Batch Gradient Descent", "mini-batch"),
        ("小批量，因为只用了 32 个样本", "mini-batch"),
        ("小批量随机梯度下降", "mini-batch"),
        ("是小批量，不是批量", "mini-batch"),
        ("SGD", "stochastic"),
        ("随机梯度下降法", "stochastic"),
        ("on-line learning", "online"),
        ("在线算法。", "online"),
        ("不是批量", None),
        ("not batch", None),
        ("batch or mini-batch", None),
        ("随机 / 在线", None),
        ("batch, mini-batch", None),
        ("gradient descent", None),
        ("batches of 32", None),
        ("stochasticity", None),
        ("A", None),
        ("", None),
        ("batch " * 200, None),
    ],
)
def test_a_word_is_understood_or_left_to_a_person(text: str, choice: str | None) -> None:
    assert understood(text, PART) == choice


@pytest.mark.parametrize(
    "value",
    [
        ["a", "b", "c", "d"],
        {"1": "a", "2": "b", "3": "c", "4": "d"},
        {"q4": "d", "q3": "c", "q2": "b", "q1": "a"},
        {"第一题": "a", "第二题": "b", "第三题": "c", "第四题": "d"},
        [["2", "b"], ["1", "a"], ["3", "c"], ["4", "d"]],
        ["4. d", "1. a", "2. b", "3. c"],
        "1. a\n2. b\n3. c\n4. d",
        "（1）a\n（2）b\n（3）c\n（4）d",
        "第1题 a\n第2题 b\n第3题 c\n第4题 d",
        "①、a\n②、b\n③、c\n④、d",
        "a\nb\n\nc\nd",
        "a、b、c、d",
        "a b c d",
    ],
)
def test_a_sheet_is_cut_into_its_answers(value: Plain) -> None:
    assert sheet_of(value, IDS) == WORDS


@pytest.mark.parametrize(
    "value", [["a", "b", "c"], ["a"] * 5, {"MNIST": "a"}, {"1": "a", "q1": "b"}, "a\nb", 4, None]
)
def test_a_sheet_that_cannot_be_cut_for_sure_is_none(value: Plain) -> None:
    assert sheet_of(value, IDS) is None


def test_what_is_left_out_is_told_from_what_is_there() -> None:
    assert sheet_of({"1": "a", "3": "c"}, IDS) == {"1": "a", "2": None, "3": "c", "4": None}
    assert sheet_of(["a", "", None, "d"], IDS) == {"1": "a", "2": None, "3": None, "4": "d"}


@pytest.mark.parametrize(
    ("name", "number"),
    [("q1", "1"), ("answer_2", "2"), ("答案三", "3"), ("d", "4"), ("a1b2", None), ("x", None)],
)
def test_a_name_holds_one_number_or_none(name: str, number: str | None) -> None:
    assert number_in(name) == number
