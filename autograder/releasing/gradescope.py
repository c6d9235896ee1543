"""A zip that Gradescope takes as an autograder: this program as it is installed here, exercises, and two scripts.

Gradescope runs ``setup.sh`` once, as root and with a network; ``run_autograder`` once per submission.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, distribution, distributions
from pathlib import Path
from typing import Literal

from autograder.course import FILE_NAME
from autograder.errors import CourseError
from exercises.spec import OUTSIDE

_ROOT = Path(__file__).resolve().parents[2]
_PACKAGES = ("reference", "exercises", "autograder", "reports")
_NAME = "optimizer-autograder"
_EXTRA = re.compile(r"""(?:\s*;\s*|\s+and\s+)extra\s*==\s*['"](?P<extra>[^'"]+)['"]$""")
"""At the end of a requirement, where every build backend puts it."""
_COURSE = "course"
_SETUP = """#!/usr/bin/env bash
# Installs Python where it is missing, and what the autograder needs, at the versions it was packed with.
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
python=
for each in python3.13 python3.12 python3.11; do
  if command -v "$each" >/dev/null || apt-get install -y -qq --no-install-recommends "$each" 2>/dev/null; then
    apt-get install -y -qq --no-install-recommends "$each-venv"
    python=$each
    break
  fi
done
test -n "$python" || { echo "no Python 3.11 to 3.13 here; choose a newer base image" >&2; exit 1; }
"$python" -m venv /autograder/venv
/autograder/venv/bin/pip install --quiet -c /autograder/source/constraints.txt -r /autograder/source/requirements.txt
id grader >/dev/null 2>&1 || useradd --create-home grader
"""
_RUN = """#!/usr/bin/env bash
# Grades the submission as a user who may write nothing of Gradescope's; the result is written by root afterwards.
set -euo pipefail
work=$(mktemp -d)
mkdir "$work/in"
cp -r /autograder/submission "$work/in/submission"
cp /autograder/submission_metadata.json "$work/in/"
chown -R grader "$work"
export PYTHONPATH=/autograder/source/packages TF_CPP_MIN_LOG_LEVEL=3
run() {{ runuser -u grader -- /autograder/venv/bin/python -m autograder "$@"; }}
run grade "$work/in" {labs} -o "$work/out" --lang {language} --jobs 1{course}{unsafe} || test $? = 3
pkill -KILL -u grader || true
/autograder/venv/bin/python -m autograder export --format gradescope --out "$work/out" --lang {language}{course} \\
  -o /autograder/results/results.json
"""


def autograder_zip(labs: Sequence[str], language: Literal["zh", "en"], *, unsafe: bool) -> dict[str, bytes]:
    """Return the zip's files by name.

    Args:
        labs: The labs that are graded.
        language: Of the output that students see.
        unsafe: Grade even where the container doesn't allow the sandbox.
    """
    course = dict(_course(labs))
    files = {
        "setup.sh": _SETUP.encode(),
        "run_autograder": _RUN.format(
            labs=" ".join(f"--lab {lab}" for lab in labs),
            language=language,
            course=f" --course /autograder/source/{_COURSE}/{FILE_NAME}" if course else "",
            unsafe=" --unsafe-no-sandbox" if unsafe else "",
        ).encode(),
        "requirements.txt": "".join(f"{line}\n" for line in _requirements()).encode(),
        "constraints.txt": "".join(f"{line}\n" for line in sorted(set(_installed()))).encode(),
    }
    return files | course | {f"packages/{name}": data for name, data in _packages()}


def _course(labs: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """The exercises among these labs that are a course's own, and a course's file that names them.

    Nothing else of the course's goes along: deadlines are Gradescope's there, and the roster is nobody's business.
    """
    own = [lab for lab in labs if lab in OUTSIDE]
    for lab in own:
        for path in sorted(OUTSIDE[lab].iterdir()):
            if path.is_file():
                yield f"{_COURSE}/{lab}/{path.name}", path.read_bytes()
    if own:
        yield f"{_COURSE}/{FILE_NAME}", f"exercises = {json.dumps(own)}\n".encode()


def _requirements() -> Iterator[str]:
    """What this program needs to grade, which is what its extra [class] has beside the rest."""
    try:
        needed = distribution(_NAME).requires or []
    except PackageNotFoundError:
        raise CourseError(
            f"{_NAME} is not installed here, so what it needs isn't known; install it: pip install ."
        ) from None
    for one in needed:
        extra = _EXTRA.search(one)
        if extra is None or extra["extra"] == "class":
            yield _EXTRA.sub("", one)


def _installed() -> Iterator[str]:
    """Versions of everything here; a build that the public index doesn't have says so behind a plus."""
    for one in distributions():
        if "+" not in one.version and one.name and one.name != _NAME:
            yield f"{one.name}=={one.version}"


def _packages() -> Iterator[tuple[str, bytes]]:
    for package in _PACKAGES:
        for path in sorted((_ROOT / package).rglob("*")):
            inside = path.relative_to(_ROOT)
            if path.is_file() and "__pycache__" not in inside.parts and "sample_class" not in inside.parts:
                yield inside.as_posix(), path.read_bytes()
