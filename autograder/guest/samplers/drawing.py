"""Drawing epochs from a sampler: whole epochs where it gives them, batch after batch where it gives those."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..interrupt import OutOfTimeError
from ..wire import array, clip, fault, from_array, simple_fault
from .batches import Batch, Samples, UnreadableError
from .sessions import Session


@dataclass
class Drawn:
    """What came."""

    batches: list[Batch] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    one_by_one: bool = False
    sized: bool = True
    error: dict[str, Any] | None = None

    @property
    def readable(self) -> bool:
        """Whether there are batches, and all of them are rows of the samples."""
        return bool(self.batches) and self.error is None

    def message(self, request: str, candidate: str, convention: str) -> dict[str, Any]:
        """The protocol's message."""
        return {
            "type": "drawn",
            "request": request,
            "candidate": clip(candidate),
            "convention": clip(convention),
            "sizes": array([len(batch.x_rows) for batch in self.batches]),
            "x_rows": array([row for batch in self.batches for row in batch.x_rows]),
            "y_rows": array([row for batch in self.batches for row in batch.y_rows]),
            "ends": array(self.ends),
            "indices": any(batch.indices for batch in self.batches),
            "sized": self.sized,
            "again": self.one_by_one,
            "error": self.error,
        }


def draw(open_session: Callable[[], Session], request: Mapping[str, Any]) -> Drawn:
    """Draw the epochs of a request; an exception of the student's code is kept as their fault."""
    samples = Samples(from_array(request["x"]), from_array(request["y"]))
    drawn = Drawn()
    try:
        session = open_session()
        drawn.sized = session.sized
        _epochs(session, samples, drawn)
    except OutOfTimeError:
        raise
    except UnreadableError as error:
        drawn.error = simple_fault("unreadable", str(error))
    except BaseException as error:  # noqa: BLE001 - students' code may raise anything
        drawn.error = fault(error)
    return drawn


def _epochs(session: Session, samples: Samples, drawn: Drawn) -> None:
    most = session.epochs * session.per_epoch
    for epoch in range(session.epochs):
        session.begin_epoch(epoch)
        if session.by_place or session.member.name == "__next__" or drawn.one_by_one:
            _one_by_one(session, samples, drawn, epoch)
        else:
            value = session.ask(epoch, 0)
            first = _single(samples, value, session)
            if first is not None:
                _one_by_one(session, samples, drawn, epoch, first)
            elif _whole(samples, value, drawn, session, most):
                return
        session.end_epoch()


def _whole(samples: Samples, value: Any, drawn: Drawn, session: Session, most: int) -> bool:
    """Take what an epoch gives; whether it goes on and on, or holds all epochs at once."""
    at_once = any(
        role == "epochs" and argument.required
        for argument in session.member.arguments
        for role in (session.member.roles[argument.name],)
    )
    endless = 2 * session.per_epoch + 4
    begun = len(drawn.batches)
    drawn.batches += itertools.islice(samples.epoch(value), max(most, endless) + 1)
    if at_once or (begun == 0 and len(drawn.batches) > endless):
        del drawn.batches[most:]
        return True
    drawn.ends.append(len(drawn.batches))
    return False


def _single(samples: Samples, value: Any, session: Session) -> Batch | None:
    """A single batch, where that is what came."""
    if session.member.name == "__iter__" or value is None:
        return None
    try:
        batch = samples.batch(value)
    except UnreadableError:
        return None
    # Batches of one sample in a list look like one batch of them all.
    return None if session.size == 1 and len(batch.x_rows) > 1 and isinstance(value, list) else batch


def _one_by_one(
    session: Session, samples: Samples, drawn: Drawn, epoch: int, first: Batch | None = None
) -> None:
    drawn.one_by_one = True
    for place in range(session.places()):
        if first is not None and place == 0:
            drawn.batches.append(first)
            continue
        try:
            value = session.ask(epoch, place)
        except StopIteration:
            value = None
        if value is None:
            drawn.ends.append(len(drawn.batches))
            if session.member.name == "__next__":
                iter(session.target)
            return
        drawn.batches.append(samples.batch(value))
    if session.by_place:
        drawn.ends.append(len(drawn.batches))
