"""Every deliverable meets every request: find the ways of calling on the first, reuse them on the others, report."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from .discovery import Found
from .feed import feed_of
from .forms.plain import PlainForm
from .hyper import accepted
from .interrupt import Clock, OutOfTimeError, TimeLimit
from .isolation import Snapshot
from .trials import Run, again, search
from .variables import Variables
from .wire import Send, array, clip

_SLICE_S = 4.0


class Muted:
    """Standard output while we drive: what an update prints isn't the student's result."""

    encoding = "utf-8"

    def write(self, text: str) -> int:
        """Drop it."""
        return len(text)

    def flush(self) -> None:
        """Nothing is kept."""

    def isatty(self) -> bool:
        """Progress bars ask."""
        return False


def layouts_of(job: Mapping[str, Any]) -> tuple[Variables, ...]:
    """The job's layouts."""
    return tuple(
        Variables(tuple(layout["names"]), tuple(tuple(shape) for shape in layout["shapes"])) for layout in job["layouts"]
    )


def drive(forms: Sequence[PlainForm], requests: Sequence[Mapping[str, Any]], layouts: tuple[Variables, ...], clock: Clock, send: Send) -> None:
    """Drive one deliverable (its methods in order of evidence) over the update and train requests."""
    feeds = [request for request in requests if request["kind"] in {"update", "train"}]
    if not feeds or clock.left() <= 0:
        return
    kept = sys.stdout
    sys.stdout = Muted()  # type: ignore[assignment]
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            _drive(forms, feeds, layouts, clock, send)
    finally:
        sys.stdout = kept


def _drive(forms: Sequence[PlainForm], feeds: Sequence[Mapping[str, Any]], layouts: tuple[Variables, ...], clock: Clock, send: Send) -> None:
    chosen: list[tuple[PlainForm, Run]] = []
    for form in forms:
        runs = _limited_search(form, feeds[0], layouts, clock)
        good = [run for run in runs if run.error is None and run.moved]
        if good:
            chosen = [(form, run) for run in good]
            break
        chosen = chosen or [(form, run) for run in runs]
    for form, run in chosen:
        _report(form, run, feeds[0], send)
    for request in feeds[1:]:
        feed = feed_of(request)
        for form, run in chosen:
            begin, _ = form.starter(request["hyperparameters"])
            try:
                with TimeLimit(max(0.2, min(_SLICE_S, clock.left()))):
                    repeated = again(run, begin, feed)
            except OutOfTimeError:
                continue
            _report(form, repeated, request, send)


def _limited_search(form: PlainForm, request: Mapping[str, Any], layouts: tuple[Variables, ...], clock: Clock) -> list[Run]:
    feed = feed_of(request)
    begin, _ = form.starter(request["hyperparameters"])
    try:
        with TimeLimit(max(0.2, min(_SLICE_S, clock.left()))):
            return search(
                form.method.roles,
                form.method.evidence if not form.is_class else form.found.evidence,
                layouts,
                begin,
                feed,
                held=form.held,
                initialiser=form.initialiser is not None,
            )
    except OutOfTimeError:
        return []


def _report(form: PlainForm, run: Run, request: Mapping[str, Any], send: Send) -> None:
    _, given = form.starter(request["hyperparameters"])
    send(
        {
            "type": "recording",
            "request": request["id"],
            "candidate": clip(form.found.id),
            "convention": clip(run.way.named(form.method.name)),
            "sizes": list(run.sizes),
            "dtype": "float32" if run.single else "float64",
            "given": given.given,
            "theta": array(run.theta),
            "asked": array(run.asked) if run.asked is not None else None,
            "variables": [clip(name) for name in run.names],
            "time_given": bool(run.way.roles.of("time")),
            "notes": list(run.notes),
            "error": run.error,
        }
    )


def accepted_by(forms: Sequence[PlainForm], requests: Sequence[Mapping[str, Any]]) -> list[str]:
    """Standard names of the hyperparameters that the deliverable can be given."""
    found: set[str] = set()
    for form in forms[:1]:
        for request in requests:
            found |= set(accepted(form.places(), request["hyperparameters"]))
    return sorted(found)


def snapshot_of(namespace: dict[str, Any], initial: Mapping[str, Any], values: Sequence[Any]) -> Snapshot:
    """What runs share and must find as it was."""
    return Snapshot(namespace, initial, [v for v in values if not isinstance(v, type)], [v for v in values if isinstance(v, type)])
