"""Generated submissions through the real engine: sandbox, guest, judge; one row per submission, kept as it comes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from autograder.driving.seeds import SeedSource
from autograder.grading.engine import engine_sha256
from autograder.grading.local import LocalWorkers
from autograder.grading.one import Request, grade_bytes
from autograder.protocol.jobs import Limits
from autograder.record import PartResult
from autograder.sandbox.slots import Slots
from benchmarks.truth.same import same_function
from benchmarks.truth.variants import Case
from exercises.spec import labs
from reference.rule import ALGORITHMS

Verdict = Literal["passed", "exact", "wrong", "not named", "person", "not judged"]
_SECRET = b"truth"
_LIMITS = Limits(wall_s=60.0, cells_wall_s=30.0)
_slots: Slots | None = None


@dataclass(frozen=True)
class Row:
    """One submission and what was said of it."""

    kind: str
    form: str
    framework: str
    rule: str
    convention: str
    made: tuple[str, ...]
    key: str
    """Of the source."""
    engine: str
    """Checksum of the engine that judged it."""
    verdict: Verdict
    told: tuple[str, ...]
    equivalents: tuple[tuple[str, ...], ...]
    text: str
    """What the student is told first."""
    seconds: float


def judged(cases: Iterable[Case], store: Path, jobs: int, *, keep: bool = False) -> Iterator[Row]:
    """Yield a row per case, those first that are in the store already: of this engine, or with ``keep`` of any."""
    known = {row.key: row for row in rows(store) if keep or row.engine == engine_sha256()}
    waiting = []
    for case in cases:
        found = known.get(key_of(case))
        if found is not None:
            yield found
        else:
            waiting.append(case)
    if not waiting:
        return
    store.parent.mkdir(parents=True, exist_ok=True)
    # Frameworks apart: a worker then keeps few of them warm at a time.
    waiting.sort(key=lambda case: ("numpy", "torch", "tf1", "tf2", "keras").index(case.framework))
    with LocalWorkers(jobs) as workers, store.open("a", encoding="utf-8") as file:
        for _, row in workers.each(judge, waiting, lambda _: None):
            if isinstance(row, Exception):
                raise row
            file.write(json.dumps(asdict(row)) + "\n")
            file.flush()
            yield row


def rows(store: Path) -> Iterator[Row]:
    """Yield what is stored; a line that a kill cut short counts for nothing."""
    if not store.exists():
        return
    for line in store.read_text(encoding="utf-8").splitlines():
        try:
            fields = json.loads(line)
        except ValueError:
            continue
        lists = {
            "made": tuple(fields["made"]),
            "told": tuple(fields["told"]),
            "equivalents": tuple(tuple(one) for one in fields["equivalents"]),
        }
        yield Row(**{**fields, **lists})


def key_of(case: Case) -> str:
    """What a stored row is of."""
    return hashlib.sha256(f"{case.kind} {case.made} {case.source}".encode()).hexdigest()[:32]


def judge(case: Case) -> Row:
    """Grade one submission."""
    global _slots  # noqa: PLW0603 - one set of warm sandboxes per worker
    if _slots is None:
        _slots = Slots()
    raw = case.source.encode()
    request = Request(labs()[case.lab], SeedSource(_SECRET, case.lab, raw), "en", None, limits=_LIMITS)
    grade = grade_bytes("submission.py", raw, request, _slots)
    result = next((part for part in grade.parts if part.part == case.part), None)
    if case.form == "observed" and result is not None and result.status == "not_found":
        # A loop without a name that is neither momentum nor Nesterov's method may be told as either.
        result = next((part for part in grade.parts if part.status == "judged"), result)
    diagnosis = result.diagnoses[0] if result is not None and result.diagnoses else None
    told = diagnosis.mistakes if diagnosis is not None else ()
    equivalents = diagnosis.equivalents if diagnosis is not None else ()
    return Row(
        case.kind,
        case.form,
        case.framework,
        case.rule,
        case.convention,
        case.made,
        key_of(case),
        engine_sha256(),
        _verdict(case, result),
        told,
        equivalents,
        grade.message or ""
        if result is None
        else f"{result.status}: {result.message or _first(result)}"[:300],
        grade.usage.wall_s,
    )


def _first(result: PartResult) -> str:
    return next((one.message for one in result.criteria if not one.passed), "")


def _verdict(case: Case, result: PartResult | None) -> Verdict:
    if result is None or result.status in {"needs_person", "grader_fault"}:
        return "person"
    if result.status != "judged":
        return "not judged"
    if result.passed:
        return "passed"
    if not result.diagnoses or not result.diagnoses[0].mistakes:
        return "not named"
    found = result.diagnoses[0]
    names = (found.mistakes, *found.equivalents)
    known = case.rule in ALGORITHMS
    exact = any(
        set(one) == set(case.made) or (known and same_function(case.rule, one, case.made)) for one in names
    )
    return "exact" if exact else "wrong"
