"""Moments as course systems write them."""

from __future__ import annotations

import re
from datetime import UTC, datetime


def utc(text: str) -> str | None:
    """Return the moment in UTC, ISO 8601, to the second; None where it is none. Without an offset UTC is meant.

    nbgrader writes ``2024-03-20 15:58:23.948203 UTC``, Ruby ``2024-03-20 15:58:23.948203000 Z`` or an offset after a
    space.
    """
    with_offset = re.sub(r"\s*(?:UTC|Z)$", "+00:00", text.strip())
    try:
        at = datetime.fromisoformat(re.sub(r"\s+(?=[+-]\d\d:?\d\d$)", "", with_offset))
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None
