"""Every deliverable meets every request: find the ways of calling on the first, reuse them on the others, report."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from .feed import Feed, feed_of
from .found import Found
from .hyper import Places, accepted
from .interrupt import Clock, OutOfTimeError, TimeLimit
from .runs import Run
from .wire import Send, simple_fault

SLICE_S = 4.0
"""At most so long on one request of one deliverable."""


class Takes(Protocol):
    """Something that can be given hyperparameters."""

    def places(self) -> Places:
        """Where it takes them."""


class Form(Takes, Protocol):
    """How a form of submission is driven."""

    found: Found

    def first(self, feed: Feed, wanted: Mapping[str, float]) -> list[Run]:
        """Find out how to call it."""

    def again(self, run: Run, feed: Feed, wanted: Mapping[str, float]) -> Run:
        """The same way on another request."""


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


class Quiet:
    """Context: no prints, no warnings, NaN is a value."""

    def __enter__(self) -> None:
        self.kept = sys.stdout
        sys.stdout = Muted()
        self.warnings = warnings.catch_warnings()
        self.warnings.__enter__()
        warnings.simplefilter("ignore")
        self.numbers = np.errstate(all="ignore")
        self.numbers.__enter__()

    def __exit__(self, *details: object) -> None:
        self.numbers.__exit__(None, None, None)
        self.warnings.__exit__(None, None, None)
        sys.stdout = self.kept


def drive(forms: Sequence[Form], requests: Sequence[Mapping[str, Any]], clock: Clock, send: Send) -> None:
    """Drive one deliverable over the update and train requests; its forms (methods) in order of evidence."""
    if not requests or clock.left() <= 0:
        return
    chosen: list[tuple[Form, Run]] = []
    feed = feed_of(requests[0])
    with Quiet():
        for form in forms:
            runs = _first(form, feed, requests[0], clock)
            good = [run for run in runs if run.good]
            if good:
                chosen = [(form, run) for run in good]
                break
            chosen = chosen or [(form, run) for run in runs]
        for form, run in chosen:
            send(run.message(requests[0]["id"], form.found.id))
        for request in requests[1:]:
            feed = feed_of(request)
            for form, run in chosen:
                if run.way is None:
                    continue
                try:
                    with TimeLimit(_slice(clock)):
                        repeated = form.again(run, feed, request["hyperparameters"])
                except OutOfTimeError as error:
                    repeated = _stopped(feed, error)
                send(repeated.message(request["id"], form.found.id))


def _slice(clock: Clock) -> float:
    return max(0.2, min(SLICE_S, clock.left() / 2))


def _first(form: Form, feed: Feed, request: Mapping[str, Any], clock: Clock) -> list[Run]:
    try:
        with TimeLimit(_slice(clock)):
            return form.first(feed, request["hyperparameters"])
    except OutOfTimeError as error:
        return [_stopped(feed, error)]


def _stopped(feed: Feed, error: BaseException) -> Run:
    return Run(
        None,
        "",
        feed.theta0[None, :].copy(),
        (feed.theta0.size,),
        error=simple_fault("OutOfTime", str(error)),
    )


def accepted_by(forms: Sequence[Takes], requests: Sequence[Mapping[str, Any]]) -> list[str]:
    """Standard names of the hyperparameters that the deliverable can be given."""
    found: set[str] = set()
    for form in forms[:1]:
        for request in requests:
            found |= set(accepted(form.places(), request["hyperparameters"]))
    return sorted(found)
