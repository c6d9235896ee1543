"""Numbers as people read them."""

from __future__ import annotations

_DIGITS = 4
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_SMALLEST_PLAIN = 1e-3
_LARGEST_PLAIN = 1e5


def number(value: str | float | None, digits: int = _DIGITS) -> str:
    """Write a number with a few significant digits; text stays as it is, null is a dash."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if abs(value) < _LARGEST_PLAIN and value == int(value):
        return _minus(str(int(value)))
    if value == 0 or _SMALLEST_PLAIN <= abs(value) < _LARGEST_PLAIN:
        return _minus(f"{value:.{digits}g}")
    mantissa, _, exponent = f"{value:.{digits - 1}e}".partition("e")
    if not exponent:
        return _minus(mantissa)
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    if mantissa == "1":
        return power(int(exponent))
    return _minus(f"{mantissa} × {power(int(exponent))}")


def power(exponent: int) -> str:
    """Write a power of ten."""
    return "10" + str(exponent).translate(_SUPERSCRIPTS)


def percent(share: float) -> str:
    """Write a share as a percentage."""
    return f"{share * 100:.3g}%"


def points(value: float | None) -> str:
    """Write points: at most two decimals, a dash where there are none."""
    return "–" if value is None else f"{round(value, 2):g}"


def _minus(text: str) -> str:
    return text.replace("-", "−", 1) if text.startswith("-") else text
