"""One job: run the student's cells, find the deliverables, drive them, send what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from . import tf1
from .cells import Runner, Workspace
from .discovery import (
    Found,
    Sources,
    definitions,
    framework_optimizer,
    made_function,
    plain_class,
    rank,
    schedule_class,
    schedule_function,
    update_function,
    without_helpers,
)
from .driver import Form, Quiet, accepted_by, drive
from .forms.keras_optimizer import KerasOptimizer
from .forms.plain import PlainForm, initialisers
from .forms.printed import Collected, collected_rates, printed_rates
from .forms.schedule import Schedule
from .forms.tf1_optimizer import Tf1Optimizer
from .frameworks import concrete_base, delegates_to, is_schedule, kind_of
from .interrupt import Clock, OutOfTimeError, TimeLimit
from .isolation import Snapshot
from .patches import Originals
from .standins import install
from .variables import Variables
from .wire import Send, clip

MAX_CANDIDATES = 12
MAX_SCHEDULES = 12
WALL_SHARE = 0.95


def run_job(job: dict[str, Any], send: Send) -> None:
    """Do the whole job; ``send`` ships one protocol message at once."""
    clock = Clock(float(job["limits"]["wall_s"]) * WALL_SHARE)
    install()
    if job["framework"] == "tf1":
        tf1.prepare()
    originals = Originals()
    workspace = Runner(job["cells"], float(job["limits"]["cells_wall_s"])).run()
    originals.restore()
    send({"type": "cells", "cells": workspace.results})
    updates = [request for request in job["requests"] if request["kind"] != "schedule"]
    asked = [request for request in job["requests"] if request["kind"] == "schedule"]
    bench = _Bench(job, workspace)
    plans = bench.update_plans() if updates else []
    schedules = bench.schedules() if asked else []
    collected = [*printed_rates(workspace), *collected_rates(workspace)] if asked else []
    send({"type": "candidates", "candidates": bench.described(plans, schedules, collected, updates, asked)})
    for found, forms in plans:
        if not found.stub:
            drive(forms, updates, clock, send)
    for schedule in schedules:
        if not schedule.found.stub:
            _ask(schedule, asked, clock, send)
    for run in collected:
        send(run.message())
    send({"type": "done"})


def _ask(schedule: Schedule, requests: Sequence[Mapping[str, Any]], clock: Clock, send: Send) -> None:
    with Quiet():
        for request in requests:
            try:
                with TimeLimit(max(0.2, min(2.0, clock.left()))):
                    message = schedule.rates(request)
            except OutOfTimeError:
                continue
            send(message)


class _Bench:
    """The deliverables of one job, laid out."""

    def __init__(self, job: Mapping[str, Any], workspace: Workspace) -> None:
        self.workspace = workspace
        self.sources = Sources(workspace.trees)
        self.own = list(definitions(workspace))
        self.keywords = [word.lower() for word in job["keywords"]]
        self.layouts = tuple(Variables(tuple(each["names"]), tuple(tuple(shape) for shape in each["shapes"])) for each in job["layouts"])
        classes = [value for _, value in self.own if isinstance(value, type)]
        functions = [value for _, value in self.own if not isinstance(value, type)]
        self.snapshot = Snapshot(workspace.namespace, workspace.initial, functions, classes)

    def update_plans(self) -> list[tuple[Found, list[Form]]]:
        """Candidates for update requests with the ways to drive them, the likeliest first."""
        makers = initialisers(self.own)
        plans: list[tuple[Found, list[Form]]] = []
        for name, value in self.own:
            found: Found | None
            forms: list[Form]
            kind = kind_of(value) if isinstance(value, type) else None
            if isinstance(value, type) and kind == "tf1":
                found, own = framework_optimizer(name, value, "tf1-optimizer", self.sources)
                forms = [Tf1Optimizer(found, self.snapshot, self.layouts, own)]
            elif isinstance(value, type) and kind == "keras":
                found, _ = framework_optimizer(name, value, "keras-optimizer", self.sources)
                forms = [KerasOptimizer(found, self.snapshot, self.layouts)]
            else:
                found = self._plain(name, value)
                if found is None:
                    continue
                forms = [PlainForm(found, method, self.snapshot, makers, self.layouts) for method in found.methods]
            plans.append((found, forms))
        kept = {each.id for each in without_helpers([found for found, _ in plans], self.keywords)}
        plans = sorted((plan for plan in plans if plan[0].id in kept), key=lambda plan: rank(plan[0], self.keywords))
        return plans[:MAX_CANDIDATES]

    def _plain(self, name: str, value: Any) -> Found | None:
        if isinstance(value, type):
            return plain_class(name, value, self.sources)
        if "<locals>" in getattr(value, "__qualname__", ""):
            maker = value.__qualname__.partition(".")[0]
            if any(other == maker for other, _ in self.own):
                return None  # what a maker made is judged through its maker
        made = made_function(name, value, self.sources, self.keywords)
        return made or update_function(name, value, self.sources, self.keywords)

    def schedules(self) -> list[Schedule]:
        """Candidates for schedule requests."""
        found: list[Found] = []
        for name, value in self.own:
            made: Found | None
            if isinstance(value, type):
                wanted = is_schedule(value) or kind_of(value) is None
                made = schedule_class(name, value, self.sources) if wanted else None
            else:
                made = schedule_function(name, value, self.sources)
            if made is not None:
                found.append(made)
        found.sort(key=lambda each: rank(each, self.keywords))
        return [Schedule(each, self.snapshot) for each in found[:MAX_SCHEDULES]]

    def described(
        self,
        plans: Sequence[tuple[Found, list[Form]]],
        schedules: Sequence[Schedule],
        collected: Sequence[Collected],
        updates: Sequence[Mapping[str, Any]],
        asked: Sequence[Mapping[str, Any]],
    ) -> list[dict[str, Any]]:
        """The protocol's candidates."""
        made = [self._described(found, accepted_by(forms, updates)) for found, forms in plans]
        made += [self._described(each.found, accepted_by([each], asked)) for each in schedules]
        return [*made, *(run.candidate() for run in collected)][:40]

    def _described(self, found: Found, accepts: Sequence[str]) -> dict[str, Any]:
        base = concrete_base(found.value) if isinstance(found.value, type) else ""
        nodes = [found.node] if found.node is not None else []
        if isinstance(found.value, type) and found.value.__name__ in self.sources.classes:
            nodes = [self.sources.classes[found.value.__name__][1]]
        return {
            "id": clip(found.id),
            "name": clip(found.name),
            "form": found.form,
            "cell": found.cell,
            "line": found.line,
            "accepts": list(accepts),
            "stub": found.stub and not base,
            "builtin_base": clip(base or delegates_to(nodes, self.workspace.namespace)),
        }
