"""``explain``: one mistake or accepted convention in full, or the list of them."""

from __future__ import annotations

import shutil
import sys
from difflib import get_close_matches

from autograder.errors import EXIT_OK, AutograderError
from autograder.explaining.conventions import CONVENTIONS
from autograder.explaining.mistakes import MISTAKES
from reports.explained import explained, listed

_WIDEST, _NARROWEST = 100, 40


def run_explain(id_: str | None, language: str) -> int:
    """Print it; an unknown id is a usage error that names the nearest ones."""
    columns = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    if id_ is None:
        sys.stdout.write(listed(language, columns))
        return EXIT_OK
    known = [*MISTAKES, *CONVENTIONS]
    wanted = id_.strip().lower().replace("_", "-").replace(" ", "-")
    if wanted not in known:
        raise AutograderError(f"explain: no mistake is called {id_!r}; {_nearest(wanted, known)}")
    sys.stdout.write(explained(wanted, language, columns))
    return EXIT_OK


def _nearest(wanted: str, known: list[str]) -> str:
    """The ids that look or sound alike."""
    words, run_together = set(wanted.split("-")), wanted.replace("-", "")
    within = [one for one in known if run_together in one.replace("-", "")]
    shared = sorted(
        (one for one in known if words & set(one.split("-"))),
        key=lambda one: -len(words & set(one.split("-"))),
    )
    close = list(dict.fromkeys([*within, *get_close_matches(wanted, known, 3, 0.5), *shared]))[:4]
    if close:
        return f"do you mean {', '.join(close)}?"
    return "`autograder explain` lists them all"
