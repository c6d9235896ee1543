"""One job: run the student's cells, find the deliverables, drive them, send what happened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from . import device, kernels, legacy, tf1
from .answers import answers
from .bench import Bench
from .cells import Runner, Workspace
from .driver import Quiet, drive
from .forms.schedule import Schedule
from .interrupt import Clock, OutOfTimeError, TimeLimit
from .observing.lent_data import lend
from .observing.loops import record, watch_loops
from .observing.recorder import Recorder
from .observing.uncalled import call_uncalled
from .observing.watch import Watch, installers
from .patches import Originals
from .standins import install
from .wire import Send, clip

WALL_SHARE = 0.95


def run_job(job: dict[str, Any], send: Send) -> None:
    """Do the whole job; ``send`` ships one protocol message at once."""
    clock = Clock(float(job["limits"]["wall_s"]) * WALL_SHARE)
    framework = str(job["backend"] or job["framework"])
    try:
        device.prepare(framework, int(job["limits"]["gpu_mb"]))
    except device.NoDeviceError as lacking:
        send({"type": "no_device", "why": lacking.why, "what": clip(lacking.what)})
        send({"type": "done"})
        return
    install()
    workspace, trained = _run_cells(job)
    kernels.watch()
    device.drive()
    send({"type": "cells", "cells": workspace.results})
    for message in (*answers(workspace, job["requests"]), *trained):
        send(message)
    bench = Bench(job, workspace)
    found = bench.found()
    send({"type": "candidates", "candidates": found.described, "left": found.left})
    for one, forms in found.plans:
        if not one.stub:
            drive(forms, bench.updates, clock, send)
    for schedule in found.schedules:
        if not schedule.found.stub:
            _ask(schedule, bench.asked, clock, send)
    for run in found.collected:
        send(run.message())
    for other in found.aside:
        other.drive(clock, send)
    send({"type": "done"})


def _run_cells(job: Mapping[str, Any]) -> tuple[Workspace, list[dict[str, Any]]]:
    """Run the cells; what they left, and messages about what they trained, where that was to be watched."""
    if job["legacy"]:
        legacy.prepare(job["legacy"])
    elif job["framework"] == "tf1":
        tf1.prepare()
    originals = Originals()
    runner = Runner(job["cells"], float(job["limits"]["cells_wall_s"]), str(job["name"]))
    recorder = Recorder(runner.tee)
    # Trainings of Keras on JAX run in compiled functions that can't be watched.
    observe = bool(job.get("observe")) and job["backend"] != "jax"
    loops = watch_loops(runner, recorder) if observe else None
    runner.left_by = recorder.left_by
    with Watch(recorder, installers(job["framework"], job["legacy"]) if observe else ()):
        workspace = runner.run()
        called = call_uncalled(runner, job.get("call", ()))
        printed = len(runner.tee.printed)
        if loops is not None and job.get("lend"):
            lend(runner, loops, recorder, job["framework"])
    originals.restore()
    if loops is not None:
        record(loops, recorder)
    messages = [*called, *recorder.messages()]
    # Rates that were printed while our numbers were trained with are nobody's schedule.
    del runner.tee.printed[printed:]
    return workspace, messages


def _ask(schedule: Schedule, requests: Sequence[Mapping[str, Any]], clock: Clock, send: Send) -> None:
    with Quiet():
        for request in requests:
            for way in schedule.ways:
                try:
                    with TimeLimit(max(0.2, min(2.0, clock.left()))):
                        message = schedule.rates(request, way)
                except OutOfTimeError:
                    continue
                send(message)
