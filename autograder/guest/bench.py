"""The deliverables of one job, laid out: what was found in the student's namespace, and the ways to drive it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from . import tf1
from .cells import Workspace
from .choices import by_method, with_choices, with_kinds
from .counters import counted_globals, counting
from .discovery import framework_optimizer, plain_class, update_function
from .driver import Form, accepted_by
from .forms.graph_code import GraphCode, builds_a_graph
from .forms.initialisers import initialisers
from .forms.keras_optimizer import KerasOptimizer
from .forms.keras_updates import KerasUpdates
from .forms.lists import collected_rates
from .forms.observed import Collected
from .forms.plain import PlainForm
from .forms.printed import printed_rates
from .forms.schedule import Schedule
from .forms.tf1_optimizer import Tf1Optimizer
from .forms.torch_optimizer import TorchOptimizer
from .found import Form as FormName
from .found import Found
from .frameworks import (
    UPDATES,
    Kind,
    concrete_base,
    delegates_to,
    is_schedule,
    kind_of,
    moves_variables,
    reached,
)
from .isolation import Snapshot
from .leftover import leftover
from .makers import made_function
from .minimisers.driving import MethodBench
from .multipliers import called_back, multipliers
from .ranking import rank, without_helpers
from .redefined import Earlier
from .samplers.driving import SamplerBench
from .scheduled import schedule_class, schedule_function
from .sources import Sources, definitions
from .tensor_recipes import Family
from .variables import Variables
from .wire import clip

MAX_CANDIDATES = 12
MAX_SCHEDULES = 12
MAX_DESCRIBED = 40
MAX_METHODS = 3
"""Methods of one class that are tried as its update, in order of evidence."""
_FORMS: dict[Kind, FormName] = {
    "tf1": "tf1-optimizer",
    "keras": "keras-optimizer",
    "legacy": "keras-optimizer",
    "torch": "torch-optimizer",
}


class Deliverables(NamedTuple):
    """What a job's requests are put to, and what is said of it."""

    plans: list[tuple[Found, list[Form]]]
    """Update rules with the ways to drive them, the likeliest first."""
    schedules: list[Schedule]
    collected: list[Collected]
    """Rates that the cells printed or kept in lists."""
    aside: list[SamplerBench | MethodBench]
    described: list[dict[str, Any]]
    """The protocol's candidates."""
    left: list[dict[str, Any]]


class Bench:
    """The deliverables of one job, laid out."""

    def __init__(self, job: Mapping[str, Any], workspace: Workspace) -> None:
        self.job = job
        self.workspace = workspace
        self.framework = job["framework"]
        graphs = self.framework == "tf1" and not tf1.eager()
        self.family: Family = "torch" if self.framework == "torch" else "tensorflow"
        if self.framework == "numpy" or graphs:
            self.family = "numpy"
        self.sources = Sources(workspace.trees, autograd=self.family != "numpy")
        self.own = list(definitions(workspace.namespace))
        self.makers = initialisers(self.own)
        self.keywords = [word.lower() for word in job["keywords"]]
        requests = job["requests"]
        self.updates = [request for request in requests if request["kind"] in {"update", "train"}]
        self.asked = [request for request in requests if request["kind"] == "schedule"]
        self.layouts = tuple(
            Variables(tuple(each["names"]), tuple(tuple(shape) for shape in each["shapes"]))
            for each in job["layouts"]
        )
        classes = [value for _, value in self.own if isinstance(value, type)]
        functions = [value for _, value in self.own if not isinstance(value, type)]
        self.counting = counting(workspace.trees.values())
        self.clocks = counted_globals(workspace.trees.values())
        old = [each.value for each in workspace.earlier]
        # What an earlier definition changes in a run is put back before the next one's, too.
        functions += [value for value in old if not isinstance(value, type)]
        classes += [value for value in old if isinstance(value, type)]
        self.parts = functions, classes
        self.snapshot = Snapshot(
            workspace.namespace,
            workspace.initial,
            functions,
            classes,
            workspace.attributes,
            held=workspace.held,
        )

    def found(self) -> Deliverables:
        """Find everything that the requests can be put to."""
        plans = self._update_plans() if self.updates else []
        schedules = self._schedules() if self.asked else []
        collected = self._collected() if self.asked else []
        aside = self._aside()
        described = self._candidates(plans, schedules, collected)
        described += [one for other in aside for one in other.described()]
        taken = [*(found for found, _ in plans), *(each.found for each in schedules)]
        left = leftover(self.own, taken, self.sources, updates=bool(self.updates), schedules=bool(self.asked))
        return Deliverables(plans, schedules, collected, aside, described[:MAX_DESCRIBED], left)

    def _collected(self) -> list[Collected]:
        return [*printed_rates(self.workspace), *collected_rates(self.workspace, self.keywords)]

    def _snapshot(self, found: Found) -> Snapshot:
        """What is put back before a run: what the code could see when it was written."""
        then = found.earlier
        if then is None:
            return self.snapshot
        initial = {**self.workspace.initial, **then.initial}
        attributes = {**self.workspace.attributes, **then.attributes}
        space = self.workspace
        return Snapshot(space.namespace, initial, *self.parts, attributes, then.definitions, held=space.held)

    def _defined(self) -> Iterator[tuple[str, Any, Earlier | None]]:
        """All classes and functions, those included whose name was used again."""
        for earlier in self.workspace.earlier:
            yield earlier.name, earlier.value, earlier
        for name, value in self.own:
            yield name, value, None

    def _update_plans(self) -> list[tuple[Found, list[Form]]]:
        """Candidates for update requests with the ways to drive them, the likeliest first."""
        found: list[Found] = []
        for name, value, earlier in self._defined():
            kind = kind_of(value) if isinstance(value, type) else None
            made: Found | None
            if kind is not None:
                made = framework_optimizer(name, value, _FORMS[kind], self.sources)
            else:
                made = self._plain(name, value)
            found += [replace(made, earlier=earlier)] if made is not None else []
        found = sorted(without_helpers(found, self.keywords), key=lambda each: rank(each, self.keywords))
        apart = [part for each in found for part in by_method(each, self.keywords)]
        chosen = [choice for each in apart for choice in with_choices(each, self.keywords)]
        return [(each, self._forms(each)) for each in chosen[:MAX_CANDIDATES]]

    def _forms(self, found: Found) -> list[Form]:
        """Ways to drive a deliverable."""
        snapshot = self._snapshot(found)
        then = found.earlier
        makers = self.makers if then is None else initialisers(then.definitions.items())
        if found.form == "tf1-optimizer":
            return [Tf1Optimizer(found, snapshot, self.layouts, self.counting)]
        if found.form == "keras-optimizer":
            if kind_of(found.value) == "legacy" and "get_updates" in found.written:
                return [KerasUpdates(found, snapshot, self.layouts)]
            return [KerasOptimizer(found, snapshot, self.layouts)]
        if found.form == "torch-optimizer":
            return [TorchOptimizer(found, snapshot, self.layouts)]
        forms: list[Form] = [
            PlainForm(found, method, snapshot, makers, self.layouts, self.clocks, family=self.family)
            for method in found.methods[:MAX_METHODS]
        ]
        if self.framework == "tf1" and self.family == "numpy":
            # What builds a graph fails on arrays for our reasons, not its own: its graph comes first, and its error.
            first = builds_a_graph(found, self.workspace.namespace)
            code = GraphCode(found, snapshot, self.layouts, self.counting)
            forms.insert(0 if first else len(forms), code)
        return forms

    def _plain(self, name: str, value: Any) -> Found | None:
        names = [other for other, _ in self.own]
        if isinstance(value, type):
            return plain_class(name, value, self.sources, names)
        if "<locals>" in getattr(value, "__qualname__", "") and value.__qualname__.partition(".")[0] in names:
            return None  # what a maker made is judged through its maker
        made = made_function(name, value, self.sources, self.keywords)
        return made or update_function(name, value, self.sources, self.keywords, names)

    def _schedules(self) -> list[Schedule]:
        """Candidates for schedule requests."""
        found: list[Found] = []
        for name, value, earlier in self._defined():
            made: Found | None
            if isinstance(value, type):
                wanted = is_schedule(value) or kind_of(value) is None
                made = schedule_class(name, value, self.sources) if wanted else None
            else:
                made = schedule_function(name, value, self.sources)
            if made is not None:
                found.append(replace(made, earlier=earlier))
        apart = [part for each in found for part in by_method(each, self.keywords)]
        found = [kind for each in apart for kind in with_kinds(each, self.keywords)]
        found.sort(key=lambda each: rank(each, self.keywords))
        factors = multipliers(self.workspace.trees.values())
        callbacks = called_back(self.workspace.trees.values())
        return [
            Schedule(each, self._snapshot(each), factors.get(each.name), called_back=each.name in callbacks)
            for each in found[:MAX_SCHEDULES]
        ]

    def _aside(self) -> list[SamplerBench | MethodBench]:
        """What is neither an update rule nor a schedule."""
        requests = self.job["requests"]
        return [
            SamplerBench(self.own, self.sources, self.snapshot, self.keywords, requests),
            MethodBench(self.own, self.sources, self.snapshot, requests),
        ]

    def _candidates(
        self,
        plans: Sequence[tuple[Found, list[Form]]],
        schedules: Sequence[Schedule],
        collected: Sequence[Collected],
    ) -> list[dict[str, Any]]:
        made = [self._described(found, accepted_by(forms, self.updates), forms) for found, forms in plans]
        made += [self._described(each.found, accepted_by([each], self.asked)) for each in schedules]
        return [*made, *(run.candidate() for run in collected)]

    def _on_tape(self, found: Found) -> bool:
        """Whether it is TF2 code that moves variables, without the framework's base class."""
        plain = found.form in {"plain-class", "update-function"}
        return plain and self.family == "tensorflow" and moves_variables(found.node)

    def _form_of(self, found: Found, forms: Sequence[Form]) -> FormName:
        if self._on_tape(found):
            return "gradient-tape"
        first = forms[0] if forms else None
        return "training-function" if isinstance(first, PlainForm) and first.trains else found.form

    def _described(self, found: Found, accepts: Sequence[str], forms: Sequence[Form] = ()) -> dict[str, Any]:
        base = concrete_base(found.value) if isinstance(found.value, type) else ""
        nodes = [found.node] if found.node is not None else []
        node = self.sources.place(found.value)[1] if isinstance(found.value, type) else None
        if node is not None:
            updates = UPDATES.union(method.name for method in found.methods[:MAX_METHODS])
            nodes = reached(node, updates)
        return {
            "id": clip(found.id),
            "name": clip(found.name),
            "form": self._form_of(found, forms),
            "cell": found.cell,
            "line": found.line,
            "accepts": list(accepts),
            "stub": found.stub,
            "builtin_base": clip(base or delegates_to(nodes, self.workspace.namespace)),
        }
