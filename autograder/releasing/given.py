"""What a student was given for a lab, line by line: nobody wrote these lines as an answer."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import get_args

from autograder.loading.passages import words_of
from autograder.releasing.compose import compose
from autograder.releasing.statement import Language
from autograder.releasing.write import script
from exercises.spec import folder_of, labs
from exercises.starters import STARTER_FRAMEWORKS


def bare(line: str) -> str:
    """Return a line without its indentation and comment marks, as ``given_lines`` holds it."""
    return line.strip().lstrip("#").strip()


@cache
def given_lines(lab_id: str) -> frozenset[str]:
    """Lines of a lab's folder and of its releases in every language and framework, and the words within code."""
    texts = [path.read_text("utf-8") for path in folder_of(lab_id).iterdir() if path.suffix in {".md", ".py"}]
    for framework, language in product(STARTER_FRAMEWORKS, get_args(Language)):
        release = compose(labs()[lab_id], framework, language)
        texts += [script(release), *(cell.text for cell in release.cells)]
        texts += [
            word for cell in release.cells if cell.kind == "code" for word in words_of(cell.text.split("\n"))
        ]
    return frozenset(found for text in texts for line in text.splitlines() if (found := bare(line)))
