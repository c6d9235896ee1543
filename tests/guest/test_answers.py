"""Variables of the student's namespace come back as plain, bounded data; whatever else is there is left out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.protocol.values import Value, Values, ValuesRequest
from tests.guest.harness import hear, job


def asked(source: str | list[str], *names: str) -> dict[str, Value]:
    heard = hear(job(source, (ValuesRequest("values", names),)))
    (message,) = [one for one in heard.messages if isinstance(one, Values)]
    return {one.name: one for one in message.values if not one.replaced}


def test_lists_dictionaries_texts_and_arrays_with_their_place() -> None:
    source = (
        "import numpy as np\n"
        "answers = ['小批量', 'online', None]\n"
        "losses = {'gd': [1.5, np.float32(0.5), float('nan')], 'momentum': np.array([2, 3])}\n"
        "losses['nesterov'] = (True, 1e300)\n"
        "other = 3\n"
    )
    found = asked(source, "answer", "loss")
    assert set(found) == {"answers", "losses"}
    assert found["answers"].value == ["小批量", "online", None]
    assert found["losses"].value == {"gd": [1.5, 0.5, "nan"], "momentum": [2, 3], "nesterov": [True, 1e300]}
    assert (found["answers"].line, found["losses"].line) == (2, 4)
    assert not found["losses"].cut


def test_a_list_whose_name_is_used_again_is_there_twice() -> None:
    heard = hear(job("losses = [3.0, 1.0]\nlosses = [3.0, 2.0]\n", (ValuesRequest("values", ("loss",)),)))
    (message,) = [one for one in heard.messages if isinstance(one, Values)]
    assert [(one.value, one.replaced) for one in message.values] == [([3, 1], True), ([3, 2], False)]


def test_what_is_too_long_or_too_deep_or_no_data_is_cut_and_said_to_be() -> None:
    source = (
        "steps_a = list(range(5000))\nsteps_b = [[[[1]]]]\nsteps_c = [print, 1]\nsteps_d = 'x' * 100000\n"
        "steps_e = print\nsteps_f = {(1, 2): 3, 4: 5}\nsteps_g = {'x': 1}\n"
    )
    found = asked(source, "steps")
    assert [found[f"steps_{each}"].cut for each in "abcdfg"] == [True] * 5 + [False]
    assert found["steps_a"].value == list(range(2000))
    assert found["steps_b"].value == [[[None]]]
    assert found["steps_c"].value == [None, 1]
    assert found["steps_f"].value == {"4": 5}
    assert "steps_e" not in found


def test_objects_that_lie_about_themselves_are_not_asked() -> None:
    source = (
        "class Liar:\n"
        "    def __float__(self): raise SystemExit\n"
        "    def __array__(self, *a, **k): raise SystemExit\n"
        "    def __iter__(self): raise SystemExit\n"
        "class Text(str):\n    def __str__(self): raise KeyboardInterrupt\n    def __len__(self): raise SystemExit\n"
        "class Dict(dict):\n    def items(self): raise SystemExit\n    def __len__(self): return 10**9\n"
        "answers_a = Liar()\nanswers_b = Text('batch')\nanswers_c = Dict(x=1)\nanswers_d = []\n"
        "answers_d.append(answers_d)\n"
    )
    found = asked(source, "answers")
    assert "answers_a" not in found
    assert found["answers_c"].value == {"x": 1}
    assert found["answers_d"].value == [[[None]]]


@settings(max_examples=25, deadline=None)
@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**12), 10**12)
        | st.floats(allow_nan=False, allow_infinity=False),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(st.text(max_size=4).filter(str.isidentifier), inner, max_size=4)
        ),
        max_leaves=12,
    )
)
def test_plain_data_of_three_levels_comes_back_as_it_is(value: object) -> None:
    found = asked(f"answers = {value!r}\n", "answers")
    if _depth(value) <= 3:
        assert found["answers"].value == value
        assert not found["answers"].cut
    else:
        assert found["answers"].cut


def _depth(value: object) -> int:
    if isinstance(value, dict):
        value = list(value.values())
    return 1 + max(map(_depth, value), default=0) if isinstance(value, list) else 0
