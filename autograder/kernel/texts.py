"""The text cells of the saved notebook: essays, answers, headings. The kernel never sees them; the file holds them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path


def texts_of(path: Path, sources: Sequence[str]) -> list[tuple[int, str]]:
    """Return the text cells, each with the number of executed cells that stand before it; none where none are saved.

    A cell of the file is known among the executed ones by its text: what was edited since doesn't move the others.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["cells"]
        saved = [(cell["cell_type"], "".join(cell["source"])) for cell in found]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    places = {source.strip(): i for i, source in enumerate(sources)}
    texts: list[tuple[int, str]] = []
    place = 0
    for kind, source in saved:
        if kind == "markdown":
            texts.append((place, source))
        elif kind == "code" and source.strip() in places:
            place = max(place, places[source.strip()] + 1)
    return texts
