"""What is said to who writes exercises: by ``exercises --new`` and ``exercises --verify``."""

from __future__ import annotations

from autograder.explaining.catalogue import mark

ABOUT_EXERCISES: dict[str, tuple[str, ...]] = {
    # exercises
    "exercises.not-judged": (mark("(not judged yet)"),),
    "exercises.one-thing": (mark("exercises: give one of --score, --verify and --new"),),
    "exercises.only-verify": (mark("exercises --solutions: goes with --verify"),),
    "exercises.one-name": (mark("exercises {lab} --new {new}: give only one name"),),
    "exercises.score-what": (mark("exercises --score: say which lab, for example: exercises lab6 --score"),),
    # --new
    "new.name": (mark("--new {new}: a name is lower-case letters, digits and _, beginning with a letter"),),
    "new.taken": (mark("--new {new}: there is an exercise {new} already; choose another name"),),
    "new.there": (mark("{folder}: is there already; choose another name"),),
    "new.disk": (mark("{folder}: {detail}; the course's folder must be writable"),),
    "new.next": (
        mark(
            'Now name it in course.toml, exercises = [..., "{new}"], and prove it: '
            "autograder exercises {new} --verify --course course.toml"
        ),
    ),
    # --verify: what is proved
    "verify.starter": (
        mark("starter {framework} {said} {suffix}"),
        mark("starter {framework} {said}"),
    ),
    "verify.solution": (mark("solution {file}"),),
    "verify.solution-of": (mark("solution of {part}"),),
    # ... and what was found out about it
    "verify.ok": (mark("ok"),),
    "verify.missing": (mark("missing"),),
    "verify.encoding": (mark("isn't UTF-8"),),
    "verify.unsaid": (mark("says nothing of {part}"),),
    "verify.begun": (mark("{part} is “{status}” and should be “{expected}”"),),
    "verify.not-solved": (
        mark("{part} has {points} of {most} points ({status})"),
        mark("{part} has no points ({status})"),
    ),
    "verify.unsolved": (mark("no file gets full marks"),),
    "verify.fault": (mark("a fault of ours; nothing is proved"),),
    "verify.no-record": (mark("the record can't be read: {detail}"),),
    "verify.not-read-back": (mark("the record isn't read back as it was written"),),
    "verify.other-parts": (mark("the record has other parts or points than lab.toml"),),
    "verify.criteria": (mark("{part}: criteria of the record don't sum to the part's points"),),
    # what was not tried
    "verify.no-folder": (
        mark("--solutions {folder}: no such folder; give a folder of .py and .ipynb files"),
    ),
    "verify.which-lab": (
        mark("--solutions {folder}: say which lab, and give a folder of .py and .ipynb files"),
    ),
    "verify.no-solutions": (
        mark("{lab}: no model solutions were tried; give their folder with --solutions"),
    ),
    "verify.no-framework": (mark("{lab}: starter for {framework} not tried, it is not installed"),),
}
