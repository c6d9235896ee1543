"""Code that stops early: a function of all losses, one that is asked epoch by epoch, or an object that watches."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from ..arguments import Argument
from ..interrupt import Clock, OutOfTimeError, TimeLimit
from ..isolation import Snapshot
from ..names import normal
from ..values import number
from ..wire import Send, clip, fault, from_array, simple_fault
from .finding import Found

Role = Literal["losses", "loss", "patience", "epoch", "logs", "model", "delta", "flag", "unknown"]

_TEXTS: dict[Role, str] = {
    "patience": "patience p wait maxwait 耐心 n k limit maxpatience",
    "epoch": "epoch i step t e epochindex ep iteration 轮数 轮",
    "logs": "logs log",
    "model": "model net weights params theta w parameters state network",
    "delta": "mindelta delta tol eps epsilon threshold",
}
_WORDS = {role: frozenset(text.split()) for role, text in _TEXTS.items()}
MAX_VALUES = 8
SLICE_S = 1.5


@dataclass(frozen=True)
class Way:
    """One way of asking."""

    kind: Literal["whole", "growing", "object"]
    member: int
    array: bool = False

    def described(self, found: Found) -> str:
        """Say it for people."""
        how = {"whole": "all losses", "growing": "epoch by epoch", "object": "an object that watches"}[
            self.kind
        ]
        return f"{found.name}: {how}{', as an array' if self.array else ''}"


@dataclass
class Answer:
    """What it said about one sequence."""

    values: list[float | None] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


class Model:
    """What stands in for the model that a callback stops, or saves."""

    def __init__(self) -> None:
        self.stop_training = False

    def get_weights(self) -> list[Any]:
        """Keras."""
        return []

    def set_weights(self, weights: Any) -> None:
        """Keras."""

    def state_dict(self) -> dict[str, Any]:
        """PyTorch."""
        return {}

    def load_state_dict(self, state: Any) -> None:
        """PyTorch."""


def watch_ways(found: Found) -> Iterator[Way]:
    """All ways that may be right, the likeliest first."""
    if found.is_class:
        yield from (Way("object", index) for index in range(len(found.members)))
        return
    yield from (
        Way("whole", 0),
        Way("whole", 0, array=True),
        Way("growing", 0),
        Way("growing", 0, array=True),
    )


def roles_of(arguments: Sequence[Argument], *, single: bool) -> dict[str, Role]:
    """Return what each argument is for; ``single``: one loss a call."""
    roles: dict[str, Role] = {}
    for argument in arguments:
        text = normal(argument.name)
        role = next(
            (one for one, words in _WORDS.items() if text in words and one not in roles.values()), None
        )
        if isinstance(argument.default, bool | str):
            role = "flag"
        elif "patience" in text:
            role = "patience"
        elif "delta" in text:
            role = "delta"
        elif role is None or (role in {"epoch", "model"} and "loss" in text):
            free = argument.required and not {"loss", "losses"} & set(roles.values())
            about = any(word in text for word in ("loss", "metric", "error", "val", "score", "history"))
            wanted: Role = "loss" if single else "losses"
            role = (
                wanted
                if free or (about and argument.required and wanted not in roles.values())
                else "unknown"
            )
        roles[argument.name] = role
    return roles


class Watcher:
    """Drives one deliverable over all sequences of losses."""

    def __init__(self, found: Found, snapshot: Snapshot) -> None:
        self.found = found
        self.snapshot = snapshot

    def drive(
        self, ways: Sequence[Way], requests: Sequence[Mapping[str, Any]], clock: Clock, send: Send
    ) -> None:
        """Find the way on the first sequence, and ask the others in the same way."""
        failed: dict[str, Any] | None = None
        for way in ways:
            message = self._ask(way, requests[0], clock)
            if message["error"] is None:
                send(message)
                for request in requests[1:]:
                    if clock.left() > 0:
                        send(self._ask(way, request, clock))
                return
            failed = failed or message
        if failed is not None:
            send(failed)

    def _ask(self, way: Way, request: Mapping[str, Any], clock: Clock) -> dict[str, Any]:
        self.snapshot.restore()
        losses, patience = from_array(request["losses"]).tolist(), int(request["patience"])
        answer, error = Answer(), None
        try:
            with TimeLimit(max(0.2, min(SLICE_S, clock.left() / 2))):
                answer = self._answer(way, losses, patience)
        except OutOfTimeError as stopped:
            error = simple_fault("OutOfTime", str(stopped))
        except BaseException as caught:  # noqa: BLE001 - students' code may raise anything
            error = fault(caught)
            error["sure"] = error["kind"] in {"NameError", "UnboundLocalError"}
        if not answer.values and error is None:
            error = simple_fault("shape", "no number came back")
        return {
            "type": "stopped",
            "request": request["id"],
            "candidate": clip(self.found.name),
            "convention": clip(way.described(self.found)),
            "values": [
                one if one is None or np.isfinite(one) else None for one in answer.values[:MAX_VALUES]
            ],
            "names": [clip(one) for one in answer.names[:MAX_VALUES]],
            "error": error,
        }

    def _answer(self, way: Way, losses: list[float], patience: int) -> Answer:
        if way.kind == "object":
            return self._watch(way, losses, patience)
        member = self.found.members[0]
        roles = roles_of(member.arguments, single=False)
        if way.kind == "whole":
            given = self._given(member.arguments, roles, _packed(losses, way), patience, 0)
            value = member.function(**given)
            return Answer() if isinstance(value, bool | np.bool_) else read_answer(value)
        for epoch in range(len(losses)):
            given = self._given(member.arguments, roles, _packed(losses[: epoch + 1], way), patience, epoch)
            value = member.function(**given)
            if not isinstance(value, bool | np.bool_):
                return Answer()
            if value:
                return Answer([float(epoch)], ["stop"])
        return Answer([float(len(losses) - 1)], ["stop"])

    def _watch(self, way: Way, losses: list[float], patience: int) -> Answer:
        constructor, member = self.found.constructor, self.found.members[way.member]
        first = roles_of(constructor.arguments, single=True) if constructor is not None else {}
        made: dict[str, Any] = {}
        if constructor is not None:
            made = self._given(constructor.arguments, first, losses[0], patience, 0)
        watching = self.found.value(**made)
        model = Model()
        with contextlib.suppress(AttributeError):
            watching.model = model
        roles = roles_of(member.arguments, single=True)
        call = getattr(watching, member.name)
        stop = len(losses) - 1
        for epoch, loss in enumerate(losses):
            value = call(**self._given(member.arguments, roles, loss, patience, epoch, model))
            if _stops(watching, value, model):
                stop = epoch
                break
        return Answer([float(stop), _best(watching, losses)], ["stop", "best"])

    @staticmethod
    def _given(
        arguments: Sequence[Argument],
        roles: Mapping[str, Role],
        losses: Any,
        patience: int,
        epoch: int,
        model: Model | None = None,
    ) -> dict[str, Any]:
        values: dict[Role, Any] = {
            "losses": losses,
            "loss": losses,
            "patience": patience,
            "epoch": epoch,
            "logs": {"val_loss": losses, "loss": losses},
            "model": model,
            "delta": 0.0,
            "flag": False,
        }
        always = {"patience", "losses", "loss", "epoch", "logs"}
        return {
            one.name: values[roles[one.name]]
            for one in arguments
            if roles[one.name] in values and (one.required or roles[one.name] in always)
        }


def _packed(losses: list[float], way: Way) -> Any:
    return np.array(losses) if way.array else list(losses)


def _stops(watching: Any, value: Any, model: Model) -> bool:
    """Whether it says stop: by what it returns, by an attribute, or by the model's."""
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, tuple) and value and isinstance(value[0], bool | np.bool_):
        return bool(value[0])
    told = getattr(watching, "__dict__", {})
    flags = [one for name, one in told.items() if "stop" in name.lower() and isinstance(one, bool | np.bool_)]
    return any(map(bool, flags)) or model.stop_training is True


def _best(watching: Any, losses: list[float]) -> float | None:
    """The best epoch that it remembers: as a number of an epoch, or as the loss of one."""
    told = {name.lower(): number(one) for name, one in getattr(watching, "__dict__", {}).items()}
    best = {name: one for name, one in told.items() if "best" in name or "min" in name}
    for name, one in best.items():
        if one is not None and any(
            word in name for word in ("epoch", "iter", "step", "index", "idx", "round")
        ):
            return one
    for one in best.values():
        for epoch, loss in enumerate(losses):
            if one is not None and abs(abs(one) - loss) <= 1e-12 * loss:
                return float(epoch)
    return None


def read_answer(value: Any) -> Answer:
    """The numbers of a returned value, with their names where they have some."""
    if isinstance(value, dict):
        names = [str(name) for name in list(dict.keys(value))[:MAX_VALUES]]
        return Answer([_single(one) for one in list(dict.values(value))[:MAX_VALUES]], names)
    fields = getattr(type(value), "_fields", None)
    if isinstance(value, tuple) and isinstance(fields, tuple):
        return Answer([_single(one) for one in value], [str(name) for name in fields])
    if isinstance(value, tuple | list | np.ndarray):
        members = list(value)[:MAX_VALUES]
        return Answer([_single(one) for one in members])
    single = _single(value)
    return Answer([] if single is None else [single])


def _single(value: Any) -> float | None:
    if isinstance(value, bool | np.bool_):
        return None
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(-1)[0]
    return number(value)
