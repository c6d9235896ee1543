"""One job: run the student's cells, find the deliverables, drive them, send what happened."""

from __future__ import annotations

from typing import Any

from .cells import Runner
from .discovery import Found, Sources, definitions, plain_class, rank, update_function
from .driver import accepted_by, drive, layouts_of, snapshot_of
from .forms.plain import PlainForm, initialisers
from .interrupt import Clock
from .standins import install
from .wire import Send, clip

MAX_CANDIDATES = 12


def run_job(job: dict[str, Any], send: Send) -> None:
    """Do the whole job; ``send`` ships one protocol message at once."""
    clock = Clock(float(job["limits"]["wall_s"]) * 0.95)
    install()
    runner = Runner(job["cells"], float(job["limits"]["cells_wall_s"]))
    workspace = runner.run()
    send({"type": "cells", "cells": workspace.results})
    sources = Sources(workspace.trees)
    own = list(definitions(workspace))
    keywords = [word.lower() for word in job["keywords"]]
    found: list[Found] = []
    for name, value in own:
        made = plain_class(name, value, sources) if isinstance(value, type) else update_function(name, value, sources, keywords)
        if made is not None:
            found.append(made)
    found = sorted(found, key=lambda each: rank(each, keywords))[:MAX_CANDIDATES]
    snapshot = snapshot_of(workspace.namespace, workspace.initial, [value for _, value in own])
    makers = initialisers(own)
    plans = [(each, [PlainForm(each, method, snapshot, makers) for method in each.methods]) for each in found]
    updates = [request for request in job["requests"] if request["kind"] != "schedule"]
    send({"type": "candidates", "candidates": [_described(each, forms, updates) for each, forms in plans]})
    for each, forms in plans:
        if not each.stub:
            drive(forms, updates, layouts_of(job), clock, send)
    snapshot.restore()
    send({"type": "done"})


def _described(found: Found, forms: list[PlainForm], requests: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": clip(found.id),
        "name": clip(found.name),
        "form": found.form,
        "cell": found.cell,
        "line": found.line,
        "accepts": accepted_by(forms, requests),
        "stub": found.stub,
        "builtin_base": "",
    }
