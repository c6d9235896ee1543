"""What each argument of the student's function is: parameters, gradients, state, time, a hyperparameter …

Names speak first, then how the body uses them, then their place in the signature. What neither settles is tried both
ways by the caller (``Roles.settled`` is False).
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from .evidence import Evidence
from .names import normal, weight_as

Role = Literal[
    "params", "grads", "gradient-function", "pairs", "time", "state", "config", "hyper", "betas", "key", "object",
    "size", "data", "flag", "unknown",
]  # fmt: skip
EMPTY = inspect.Parameter.empty

_PARAMS = set(
    "params param parameters parameter theta thetas weights weight w wt variables variable varlist vars var paramlist "
    "parameterlist modelparams parms prams parametersdict paramsdict wold oldw th thetaold weightslist thetat wts model_params "
    "paramsvalues modelweights modelparameters currentparams solution".split()
)
_WEAK_PARAMS = set("x xs p point pos position coef coefs coefficients value values val b bias biases x0 w0 theta0 q u z y xt xk "
                   "current tensor tensors arr array data".split())  # fmt: skip
_VAGUE = set("b bias biases u q z y val array arr data current".split())
_GRADS = set(
    "grads grad gradients gradient g gs dw dtheta dparams dx dp gradw gradtheta wgrad dldw dlossdw derivative derivatives "
    "dweights dweight gt gradt nabla deltas dparam dvars gk dj djdw dl dldtheta gradsdict deriv slope gradval jac".split()
)
_FUNCTION_TAIL = re.compile(r"(fn|func|function|f|fun|fct|callback|at|of)$")
_PAIRS = set(
    "gradsandvars gradandvar gradsandparams gradsvars paramsandgrads paramandgrad paramsgrads varsandgrads gvs gradsandvariables "
    "gradvars gradientsandvariables paramgrads gradientsandvars paramgradpairs gradvarpairs".split()
)
_TIME = set("t iteration iter timestep globalstep it epoch itr timesteps stepnum iternum stepcount niter numiter time stepnumber "
            "currentstep iterations numupdates stepi tstep steps iters".split())  # fmt: skip
TIMELY = frozenset({"t", "step", "iter", "iteration", "count", "time", "timestep", "i", "k", "n"})
_STARTS = set("x0 w0 theta0 x w p start xinit winit thetainit xstart initial initparams initialparams startpoint".split())
_WEAK_TIME = set("step k i n count counter idx j num nstep nsteps".split())
_STATE = set(
    "v velocity velocities vel m s r cache acc accum accumulated accumulator accumulators state states sq sqgrad sqgrads h eg eg2 "
    "egt vt mt st rt firstmoment secondmoment moment1 moment2 moments m1 m2 v1 v2 s1 s2 buffer buf memory slots slot mem "
    "optstate optimizerstate gradsquared gradsq sumsq sumgrad sumgrads sumsquares runningavg meansquare ms meangrad sumofsquares "
    "prevv vprev oldv vold prevvelocity lastv lastvelocity prevupdate lastupdate prevdelta vhat mhat grads2 gradsquaresum g2 gg "
    "gsum gsq sumg sumg2 squaredsum squaregrad squaredgrads cachew vs ss rs hs momentumbuffer avg avgsq sqravg history hist exavg "
    "expavg expavgsq velocitydict vdict adagradcache speed accgrad sumsqgrad".split()
)  # fmt: skip
_CONFIG = set("config cfg options optconfig conf hyperparams hparams hyperparameters hps optimconfig settings opts optparams "
              "hyperparameter hyper params_config".split())  # fmt: skip
_KEY = set(
    "key name paramname keyname index layername layerid varname idx id pid layeridx wid paramid".split()
)
_SIZE = set("shape size dim dims nparams numparams nfeatures inputdim d shapes inputshape nvars dimension dimensions numweights "
            "ndim nweights paramshape weightshape wshape layerdims paramshapes n numfeatures nfeature sizes".split())  # fmt: skip
_FLAGS = set("nesterov usenesterov uselocking verbose debug amsgrad centered maximize inplace".split())
_STATE_HEADS = (
    "v",
    "m",
    "s",
    "r",
    "vd",
    "sd",
    "md",
    "velocity",
    "cache",
    "acc",
    "h",
    "mom",
    "vel",
    "moment",
    "state",
    "prev",
    "g2",
    "eg",
)


@dataclass(frozen=True)
class Argument:
    """One argument with what it is for."""

    name: str
    kind: Any
    """``inspect``'s kind of parameter."""
    default: Any
    role: Role = "unknown"
    group: int = -1
    """Which parameter it belongs to, where a function takes several (w, b, dw, db); -1: all."""

    @property
    def required(self) -> bool:
        """Whether a call without it fails."""
        return self.default is EMPTY


@dataclass(frozen=True)
class Roles:
    """All arguments of one function, and whether names and body settled which is which."""

    arguments: tuple[Argument, ...]
    settled: bool
    keywords: str = ""
    """Name of a ``**kwargs``."""

    def of(self, *roles: Role) -> list[Argument]:
        """Arguments of these roles, in order."""
        return [argument for argument in self.arguments if argument.role in roles]

    @property
    def groups(self) -> int:
        """Number of parameters handed over one by one."""
        return len(self.of("params"))


def arguments_of(function: Callable[..., Any]) -> tuple[list[Argument], str]:
    """Arguments of a bound or plain callable, without roles, and the name of its ``**kwargs``."""
    try:
        signature = inspect.signature(function)
    except (ValueError, TypeError):
        return [], ""
    found = []
    keywords = ""
    for parameter in signature.parameters.values():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            keywords = parameter.name
        elif parameter.kind is not inspect.Parameter.VAR_POSITIONAL:
            found.append(Argument(parameter.name, parameter.kind, parameter.default))
    return found, keywords


def _scalar(default: object) -> float | None:
    return float(default) if isinstance(default, int | float) and not isinstance(default, bool) else None


def _derivative_of(name: str, names: Sequence[str]) -> str | None:
    """``dw``, ``grad_w``, ``w_grad`` … of ``w``."""
    lowered = {other.lower().replace("_", ""): other for other in names if other != name}
    text = name.lower().replace("_", "")
    for head in ("gradients", "gradient", "grads", "grad", "dl", "dj", "d", "g", "delta"):
        if text.startswith(head) and text[len(head) :] in lowered:
            return lowered[text[len(head) :]]
    for tail in ("gradients", "gradient", "grads", "grad", "derivative", "g"):
        if text.endswith(tail) and text[: -len(tail)] in lowered:
            return lowered[text[: -len(tail)]]
    return None


def _gradient_function(name: str, evidence: Evidence, *, constructor: bool = False) -> bool:
    text = normal(name)
    if constructor:
        kept = f"self.{evidence.kept_as.get(name, name)}"
        return kept in evidence.called and ("grad" in text or text.startswith(("df", "nabla", "deriv")))
    named = (
        "grad" in text
        or text.startswith(("df", "dl", "dj", "nabla", "deriv"))
        or text in {"fprime", "jac", "closure", "g"}
    )
    return named and (
        name in evidence.called or (bool(_FUNCTION_TAIL.search(text)) and "grad" in text and text != "gradf")
    )


def classify(
    arguments: Sequence[Argument],
    keywords: str,
    evidence: Evidence,
    *,
    constructor: bool = False,
    asks: bool = False,
) -> Roles:
    """Give every argument its role; ``asks``: the body gets its gradient from a function of its own."""
    names = [argument.name for argument in arguments]
    roles: dict[str, Role] = {}
    groups: dict[str, int] = {}
    if not constructor:
        _pair_up(names, evidence, roles, groups)
    # A name that is returned is a state, once it is clear that another one is the parameter.
    clear = "params" in roles.values() or any(normal(name) in _PARAMS for name in names)
    returned = _returned(evidence) if clear else set()
    for argument in arguments:
        if argument.name not in roles:
            role = _by_name(argument, evidence, constructor=constructor, names=names, returned=returned)
            if role is not None:
                roles[argument.name] = role
    settled = True
    if not constructor:
        settled = _complete(arguments, roles, evidence, asks=asks)
        _group_states(arguments, roles, groups)
    done = [
        replace(argument, role=roles.get(argument.name, "unknown"), group=groups.get(argument.name, -1))
        for argument in arguments
    ]
    return Roles(tuple(done), settled, keywords)


def _returned(evidence: Evidence) -> set[str]:
    found: set[str] = set()
    for count in range(1, 8):
        for name in evidence.returned_names(count) or []:
            if name:
                found.add(name)
    return found


def _pair_up(names: list[str], evidence: Evidence, roles: dict[str, Role], groups: dict[str, int]) -> None:
    pairs = [(origin, name) for name in names if (origin := _derivative_of(name, names)) is not None]
    pairs = [(origin, name) for origin, name in pairs if _gradient_like(name) and name not in evidence.called]
    origins = [origin for origin, _ in pairs]
    if len(set(origins)) != len(origins) or set(origins) & {name for _, name in pairs}:
        return
    if len(pairs) == 1 and normal(pairs[0][0]) in _STATE and any(normal(name) in _PARAMS for name in names):
        return
    for index, (origin, name) in enumerate(sorted(pairs, key=lambda pair: names.index(pair[0]))):
        roles[origin], roles[name] = "params", "grads"
        groups[origin] = groups[name] = index


def _gradient_like(name: str) -> bool:
    text = normal(name)
    return (
        text in _GRADS
        or "grad" in text
        or (text.startswith("d") and len(text) <= 12 and not text.startswith(("decay", "delta")))
    )


def _by_name(
    argument: Argument, evidence: Evidence, *, constructor: bool, names: list[str], returned: set[str]
) -> Role | None:
    name, text, default = argument.name, normal(argument.name), _scalar(argument.default)
    if constructor and (text in _SIZE or text.endswith(("shape", "size", "dim"))) and argument.required:
        return "size"
    if constructor and text in _STARTS and argument.required:
        return "params"
    if constructor and argument.required and (text in {"grads", "gradients"} or text == "paramgrads"):
        return "grads"
    if constructor and _gradient_function(name, evidence, constructor=True) and argument.required:
        return "gradient-function"
    if not constructor and name in evidence.indices and name not in evidence.exponents and argument.required and text not in _PARAMS | _GRADS:
        return "key"
    if text in _FLAGS or isinstance(argument.default, bool | str):
        return "flag"
    if (
        text in {"betas", "beta", "rhos"}
        and isinstance(argument.default, tuple)
        and len(argument.default) == 2
    ):
        return "betas"
    if text == "betas" and argument.required:
        return "betas"
    if text in _PAIRS or (evidence.pairs.get(name) and "grad" in text):
        return "pairs"
    if not constructor and _gradient_function(name, evidence):
        return "gradient-function"
    if text in _CONFIG or (text == "opt" and evidence.keys.get(name)):
        return "config"
    if name == "G" and "g" in names:
        return "state"
    if default is not None and 0.0 < abs(default) < 1.0:
        return "hyper"
    if text in _GRADS or ("grad" in text and text not in _STATE and weight_as(name) < 8):
        return "grads" if not constructor else "unknown"
    if text in _PARAMS:
        return "params"
    if text in _TIME or (text in _WEAK_TIME and _timely(argument, evidence)):
        return "time"
    if name in returned and text not in _WEAK_PARAMS and weight_as(name) < 9:
        return "state"
    if text in _STATE and not (constructor and argument.required):
        return "state"
    if weight_as(name) >= 5 or (weight_as(name) > 0 and default is not None):
        return "hyper"
    if not constructor and name in returned and text not in _WEAK_PARAMS:
        return "state"
    if name in {"X", "Y"} or text in {
        "xtrain",
        "ytrain",
        "xbatch",
        "ybatch",
        "batch",
        "labels",
        "inputs",
        "targets",
    }:
        return "data"
    if text in _KEY and not constructor:
        return "key"
    return None


def _timely(argument: Argument, evidence: Evidence) -> bool:
    whole = isinstance(argument.default, int) and not isinstance(argument.default, bool)
    return whole or argument.name in evidence.exponents or argument.name in evidence.increments


def _complete(
    arguments: Sequence[Argument], roles: dict[str, Role], evidence: Evidence, *, asks: bool
) -> bool:
    """Find parameters and gradients among what is left; False where that was a guess."""
    open_names = [argument.name for argument in arguments if argument.name not in roles and argument.required]
    has_gradient = asks or any(role in {"grads", "gradient-function", "pairs"} for role in roles.values())
    has_params = any(role in {"params", "pairs"} for role in roles.values())
    settled = True
    if not has_params and not has_gradient and len(open_names) >= 2:
        told = [name for name in open_names[:2] if name in _returned(evidence)]
        if len(told) == 1:
            # What is returned is the parameter, the other one its gradient.
            roles[told[0]] = "params"
            roles[next(name for name in open_names[:2] if name != told[0])] = "grads"
            del open_names[:2]
            has_params = has_gradient = True
    if not has_params:
        weak = [name for name in open_names if normal(name) in _WEAK_PARAMS]
        if weak and not (normal(weak[0]) in _VAGUE and not has_gradient):
            roles[weak[0]] = "params"
            open_names.remove(weak[0])
        elif not has_gradient and len(open_names) >= 2:
            settled = False
            roles[open_names.pop(0)] = "params"
        elif open_names:
            roles[open_names.pop(0)] = "params"
        elif has_gradient:
            _promote_state(arguments, roles)
    if not has_gradient:
        called = [name for name in open_names if name in evidence.called]
        if called:
            roles[called[0]] = "gradient-function"
            open_names.remove(called[0])
        elif open_names:
            settled = False
            roles[open_names.pop(0)] = "grads"
    for name in open_names:
        if weight_as(name) > 0:
            roles[name] = "hyper"
        elif normal(name) in _WEAK_TIME:
            roles[name] = "time"
        elif evidence.attributes.get(name) and name not in evidence.arithmetic:
            roles[name] = "object"
    return settled


def _promote_state(arguments: Sequence[Argument], roles: dict[str, Role]) -> None:
    """``f(v, g)`` where v is all there is besides gradients and a velocity: the first state is the variable."""
    states = [
        argument.name for argument in arguments if roles.get(argument.name) == "state" and argument.required
    ]
    if len(states) >= 2:
        roles[states[0]] = "params"


def _group_states(arguments: Sequence[Argument], roles: dict[str, Role], groups: dict[str, int]) -> None:
    """Tie states to the parameter whose name they carry, else in turn."""
    params = [argument.name for argument in arguments if roles.get(argument.name) == "params"]
    for index, name in enumerate(params):
        groups.setdefault(name, index)
    if len(params) < 2:
        return
    for index, argument in enumerate(a for a in arguments if roles.get(a.name) == "grads"):
        groups.setdefault(argument.name, index % len(params))
    bare = {name.lower().replace("_", ""): groups[name] for name in params}
    turn = 0
    for argument in arguments:
        if argument.name in roles and roles[argument.name] not in {"state"}:
            continue
        text = argument.name.lower().replace("_", "")
        owners = [group for word, group in bare.items() if text.endswith(word) and len(text) > len(word)]
        owners += [group for word, group in bare.items() if text.startswith(word) and len(text) > len(word)]
        if argument.name in roles or (owners and text.replace("d", "").startswith(_STATE_HEADS)):
            roles[argument.name] = "state"
            groups[argument.name] = owners[0] if owners else turn % len(params)
            turn += 1
