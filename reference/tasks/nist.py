"""Real data: linear regressions of NIST's Statistical Reference Datasets (StRD), with certified coefficients.

The raw columns differ by factors of up to 1e13, which no first-order method survives. So a task is
standardised: each column and y get mean 0 and standard deviation 1, and `coefficients` leads back to what
NIST certifies. The collection is a work of the U.S. government and in the public domain.
"""

from dataclasses import dataclass

import numpy as np

from reference.algorithms.algorithm import Array
from reference.tasks.task import Task, least_squares


@dataclass(frozen=True)
class NISTRegression:
    """A regression as NIST gives it, and its standardised task."""

    task: Task
    """Over the standardised columns; no bias, since everything has mean 0."""
    raw_x: Array
    """(n, d): the columns without that of the intercept."""
    raw_y: Array
    certified: Array
    """(d + 1,): the intercept's coefficient, then the columns'."""
    residual_deviation: float
    """Certified: sqrt(residual sum of squares / (n - d - 1))."""

    def coefficients(self, w: Array) -> Array:
        """Return the raw columns' coefficients, intercept first, that standardised weights stand for."""
        slopes = w * np.std(self.raw_y) / np.std(self.raw_x, axis=0)
        return np.concatenate(([np.mean(self.raw_y) - np.mean(self.raw_x, axis=0) @ slopes], slopes))


def norris() -> NISTRegression:
    """Calibration of ozone monitors: a line through 36 points; difficulty lower."""
    x = """0.2 337.4 118.2 884.6 10.1 226.5 666.3 996.3 448.6 777.0 558.2 0.4 0.6 775.5 666.9 338.0 447.5 11.6
        556.0 228.1 995.8 887.6 120.2 0.3 0.3 556.8 339.1 887.2 999.0 779.0 11.1 118.3 229.2 669.1 448.9
        0.5"""
    y = """0.1 338.8 118.1 888.0 9.2 228.1 668.5 998.5 449.1 778.9 559.2 0.3 0.1 778.1 668.8 339.3 448.9 10.8
        557.7 228.3 998.0 888.8 119.6 0.3 0.6 557.6 339.3 888.0 998.5 778.9 10.2 117.6 228.9 668.4 449.2
        0.2"""
    certified = [-0.262323073774029, 1.00211681802045]
    return _standardised("norris", _numbers(x)[:, None], _numbers(y), certified, 0.884796396144373)


def pontius() -> NISTRegression:
    """Calibration of load cells: a parabola through 40 points, loads of up to 3,000,000; difficulty lower."""
    load = np.tile(np.arange(1, 21) * 150_000.0, 2)
    y = """0.11019 0.21956 0.32949 0.43899 0.54803 0.65694 0.76562 0.87487 0.98292 1.09146
        1.20001 1.30822 1.41599 1.52399 1.63194 1.73947 1.84646 1.95392 2.06128 2.16844
        0.11052 0.22018 0.32939 0.43886 0.54798 0.65739 0.76596 0.87474 0.98300 1.09150
        1.20004 1.30818 1.41613 1.52408 1.63159 1.73965 1.84696 1.95445 2.06177 2.16829"""
    certified = [0.673565789473684e-03, 0.732059160401003e-06, -0.316081871345029e-14]
    x = np.column_stack([load, load**2])
    return _standardised("pontius", x, _numbers(y), certified, 0.205177424076185e-03)


def longley() -> NISTRegression:
    """US employment 1947 to 1962 over six economic series, nearly collinear; difficulty higher."""
    rows = """60323 83.0 234289 2356 1590 107608 1947
        61122 88.5 259426 2325 1456 108632 1948
        60171 88.2 258054 3682 1616 109773 1949
        61187 89.5 284599 3351 1650 110929 1950
        63221 96.2 328975 2099 3099 112075 1951
        63639 98.1 346999 1932 3594 113270 1952
        64989 99.0 365385 1870 3547 115094 1953
        63761 100.0 363112 3578 3350 116219 1954
        66019 101.2 397469 2904 3048 117388 1955
        67857 104.6 419180 2822 2857 118734 1956
        68169 108.4 442769 2936 2798 120445 1957
        66513 110.8 444546 4681 2637 121950 1958
        68655 112.6 482704 3813 2552 123366 1959
        69564 114.2 502601 3931 2514 125368 1960
        69331 115.7 518173 4806 2572 127852 1961
        70551 116.9 554894 4007 2827 130081 1962"""
    table = _numbers(rows).reshape(16, 7)
    certified = [
        -3482258.63459582,
        15.0618722713733,
        -0.358191792925910e-01,
        -2.02022980381683,
        -1.03322686717359,
        -0.511041056535807e-01,
        1829.15146461355,
    ]
    return _standardised("longley", table[:, 1:], table[:, 0], certified, 304.854073561965)


def _numbers(text: str) -> Array:
    return np.array(text.split(), float)


def _standardised(
    name: str, x: Array, y: Array, certified: list[float], residual_deviation: float
) -> NISTRegression:
    task = least_squares(name, (x - x.mean(axis=0)) / x.std(axis=0), (y - y.mean()) / y.std())
    return NISTRegression(task, x, y, np.array(certified), residual_deviation)
