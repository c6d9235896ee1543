"""Line searches: the conditions in the books, SciPy's search on the same lines, and lengths worked by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import line_search, minimize_scalar

from reference.methods.line_search import Line, Search, armijo, exact_on_quadratic, wolfe

ROUNDING = 2.0**-49


def parabola(bend: float, slope: float = -1.0, height: float = 3.0) -> Line:
    """phi = height + slope t + bend t^2 / 2."""
    return Line(lambda t: height + slope * t + bend * t * t / 2, lambda t: slope + bend * t, ROUNDING)


# Lines that fall at 0 and rise in the end, with a hill, an edge or a pole on the way.
LINES = {
    "hills": Line(
        lambda t: float(0.1 * t * t - np.sin(3 * t)), lambda t: float(0.2 * t - 3 * np.cos(3 * t)), ROUNDING
    ),
    "steep": Line(lambda t: t**4 - 1e-3 * t, lambda t: 4 * t**3 - 1e-3, ROUNDING),
    "far": Line(
        lambda t: float(np.hypot(1, t / 1e4 - 1)),
        lambda t: float((t / 1e4 - 1) / np.hypot(1, t / 1e4 - 1) / 1e4),
        ROUNDING,
    ),
    "pole": Line(
        lambda t: 1 / (0.5 - t) + 8 * (0.5 - t) if t < 0.5 else np.nan,
        lambda t: 1 / (0.5 - t) ** 2 - 8,
        ROUNDING,
    ),
}


@pytest.mark.parametrize("constants", [(1e-4, 0.9), (1e-4, 0.1), (0.3, 0.5)], ids=str)
@pytest.mark.parametrize("name", LINES)
def test_wolfes_two_conditions_hold(name: str, constants: tuple[float, float]) -> None:
    line, (c1, c2) = LINES[name], constants
    t = wolfe(c1, c2)(line)
    assert t > 0
    assert line.value(t) <= line.value(0) + c1 * t * line.slope(0)
    assert line.slope(t) >= c2 * line.slope(0)


@pytest.mark.parametrize("name", LINES)
def test_armijo_takes_the_first_length_that_goes_down_enough(name: str) -> None:
    line = LINES[name]
    t = armijo(0.1, 0.5)(line)
    halvings = int(np.log2(1 / t))
    assert t == 0.5**halvings
    enough = [line.value(0.5**k) <= line.value(0) + 0.1 * 0.5**k * line.slope(0) for k in range(halvings + 1)]
    assert enough == [False] * halvings + [True]


@given(bend=st.floats(1e-3, 1e3))
def test_lengths_on_a_parabola(bend: float) -> None:
    """phi = 3 - t + b t^2 / 2: Armijo is t <= 2 (1 - c1) / b, the slope's condition t >= (1 - c2) / b."""
    t = wolfe(1e-4, 0.9)(parabola(bend))
    assert 0.1 / bend * (1 - 1e-9) <= t <= 2 * (1 - 1e-4) / bend * (1 + 1e-9)
    assert exact_on_quadratic(parabola(bend)) == pytest.approx(1 / bend, rel=1e-11)


@given(bend=st.floats(0.01, 100))
def test_the_exact_length_is_scipys_minimum(bend: float) -> None:
    line = parabola(bend, slope=-2.0)
    found = minimize_scalar(line.value, bracket=(0, 1)).x
    assert exact_on_quadratic(line) == pytest.approx(found, rel=1e-5)


def test_scipys_search_takes_lengths_that_ours_would() -> None:
    """SciPy's satisfies the strong conditions, so among others ours: it takes the first length it tries, 1."""
    for bend in (0.2, 0.9, 1.5):
        theirs = line_search(
            lambda w, b=bend: float(3 - w[0] + b * w[0] ** 2 / 2),
            lambda w, b=bend: b * w - 1,
            np.zeros(1),
            np.ones(1),
            c1=1e-4,
            c2=0.9,
        )[0]
        assert theirs == wolfe()(parabola(bend)) == 1


def test_bisection_by_hand() -> None:
    """c2 = 0.1 on 3 - t + 0.1 t^2 / 2 (right between 9 and 20): 1, 2, 4, 8, 16. Bend 3 (0.3 to 2/3): 1, 0.5."""
    assert wolfe(1e-4, 0.1)(parabola(0.1)) == 16
    assert wolfe(1e-4, 0.1)(parabola(3)) == 0.5
    assert armijo()(parabola(3)) == 0.5


def test_where_the_loss_is_all_rounding_the_slopes_decide() -> None:
    """1e8 on top of 1e-10 of descent: every loss is the same number, but the slope tells 1 from 100."""

    def line(bend: float) -> Line:
        return Line(
            lambda t: 1e8 + 1e-10 * (bend * t * t / 2 - t), lambda t: 1e-10 * (bend * t - 1), ROUNDING
        )

    assert line(1).value(0) == line(1).value(1) == line(100).value(1)
    assert wolfe()(line(1)) == armijo()(line(1)) == 1
    assert wolfe()(line(100)) == armijo()(line(100)) == 2.0**-6


@pytest.mark.parametrize("search", [wolfe(), armijo(), exact_on_quadratic])
@pytest.mark.parametrize("slope", [0.0, 1.0, float("nan")])
def test_no_search_goes_uphill(search: Search, slope: float) -> None:
    with pytest.raises(ValueError, match="must lead downhill"):
        search(parabola(1.0, slope=slope))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        # A gradient that is not the loss's; a loss without a minimum.
        (lambda: armijo()(Line(lambda t: t, lambda _: -1.0, 0.0)), "do loss and gradient belong together"),
        (lambda: wolfe()(Line(lambda t: t, lambda _: -1.0, 0.0)), "do loss and gradient belong together"),
        (lambda: wolfe()(Line(lambda t: -t, lambda _: -1.0, 0.0)), "is there a minimum"),
        (lambda: exact_on_quadratic(parabola(0.0)), "does not curve upwards"),
        (lambda: armijo(0), "c1 must lie between"),
        (lambda: armijo(shrink=1), "shrink must lie between"),
        (lambda: wolfe(0.5, 0.4), "c1 must lie between 0 and 0.4"),
        (lambda: wolfe(0.1, 1), "c2 must lie between"),
        (lambda: wolfe(float("nan")), "c1 must lie between"),
    ],
)
def test_what_can_not_be_searched_raises(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
