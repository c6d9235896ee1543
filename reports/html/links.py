"""Links to files of the same folder."""

from __future__ import annotations

from urllib.parse import quote


def href(path: str) -> str:
    """Return the link to a file; its name may hold percent signs, and no link leaves the folder: no scheme, no host."""
    return quote(path.lstrip("/"), safe="/")
