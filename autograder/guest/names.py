"""Which parameter of the student's code is which hyperparameter.

The lecture writes the rate as epsilon, momentum as alpha, decay rates as rho and the small constant as delta; code
writes anything. So each name has several possible meanings with a weight, the default value speaks too (1e-8 is a small
constant, 0.01 isn't), and the best joint assignment to the hyperparameters that are asked for decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

_GREEK = str.maketrans(
    {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ϵ": "epsilon", "η": "eta", "μ": "mu",
     "µ": "mu", "ρ": "rho", "τ": "tau", "θ": "theta", "λ": "lambda", "₀": "0", "₁": "1", "₂": "2", "∇": "grad"}
)  # fmt: skip
_CHINESE = dict(
    pair.split(":")
    for pair in """
    学习率:lr 初始学习率:startlr 稳定学习率:stablelr 步长:stepsize 动量:momentum 动量系数:momentum 动量参数:momentum
    衰减率:decayrate 衰减速率:decayrate 衰减系数:decayrate 衰减步数:decaysteps 衰减间隔:decayinterval
    小常数:smallconstant 参数:params 权重:weights 梯度:grads 速度:velocity 步数:step 时间步:t 状态:state
    """.split()
)


_SPELT_OUT = re.compile(r"(?<=beta)(one|two)|(?<=rho)(one|two)|(?<=decay)(one|two)|(?<=moment)(one|two)")


def normal(name: str) -> str:
    """Lower case without underscores, Greek and Chinese words in Latin: ``_learningRate`` is ``learningrate``."""
    bare = name.strip("_")
    if bare in _CHINESE:
        return _CHINESE[bare]
    text = bare.translate(_GREEK).lower()
    text = re.sub(r"_t$", "", text)
    text = re.sub(r"^(self|my|the|cfg|config|hyper|hp|opt|init|initial)_", "", text) if "_" in text else text
    return _SPELT_OUT.sub(lambda found: {"one": "1", "two": "2"}[found[0]], text.replace("_", ""))


def _table(rows: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    meanings: dict[str, dict[str, float]] = {}
    for standard, words in rows.items():
        for joined, weight in words.items():
            for word in joined.split():
                meanings.setdefault(word, {})[standard] = weight
    return meanings


_MEANINGS = _table(
    {
        "learning_rate": {
            "learningrate lr lrate learnrate lrt": 12,
            "stepsize steplength lr0 baselr startlr learning currentlearningrate currentlr learningrate0": 9,
            "eta eta0 rate epsilon0 eps0": 8,
            "alpha alph alpha0": 5,
            "a": 4,
            "epsilon eps e step": 3,
            "gamma mu": 1,
        },
        "momentum": {
            "momentum mom mome momentumrate momentumcoef momentumcoefficient momentumfactor momentumterm": 12,
            "mu mmt mo": 7,
            "friction inertia": 7,
            "discount": 5,
            "alpha beta gamma alph": 4,
            "rho beta1 rho1 b1 b m decay decayrate p theta betam": 3,
        },
        "rho": {
            "rho": 12,
            "decayrate decay discountingfactor rmsdecay rmsrho discount decayfactor": 9,
            "gamma beta forgetting forget smoothing": 6,
            "beta2 b2 rho2 alpha ema avg": 5,
            "beta1 b1 rho1 b p mu d": 3,
            "momentum": 1,
        },
        "beta_1": {
            "beta1 b1 betaone betam": 12,
            "rho1 decay1 decayrate1 p1 gamma1 ro1 mu1 beta11": 10,
            "firstdecay momentdecay1 firstmomentdecay decaym": 8,
            "momentum beta mom": 4,
            "rho alpha mu gamma": 2,
        },
        "beta_2": {
            "beta2 b2 betav": 12,
            "rho2 decay2 decayrate2 p2 gamma2 ro2 mu2": 10,
            "seconddecay momentdecay2 secondmomentdecay decayv": 8,
            "rho gamma decay decayrate": 4,
            "beta": 2,
        },
        "epsilon": {
            "epsilon eps epsil": 10,
            "delta smallconstant small fuzz tiny epsilonhat fudge fudgefactor stability epsadam smallnumber": 9,
            "ep epsi esp epslion epsilion episilon smallconst offset stabilizer eps0 const constant": 8,
            "e d c": 5,
            "smoothing": 4,
        },
        "start_lr": {
            "startlr initlr initiallr lr0 baselr learningrate0 startlearningrate initiallearningrate lrstart lrinit "
            "initlearningrate initlrate eps0 epsilon0 epsilonstart eta0 beginlr beginlearningrate maxlr "
            "learningratestart lrmax startrate": 12,
            "start initial init learningrate lr baserate initialrate alpha0 first e0": 8,
            "eta alpha rate epsilon eps lrbegin begin a": 5,
        },
        "stable_lr": {
            "stablelr endlr finallr minlr lrend lrfinal lrmin lrstable endlearningrate finallearningrate "
            "stablelearningrate minlearningrate epstau epsilontau etamin targetlr lrtau lasttlr "
            "stablerate endrate epsilonend": 12,
            "end final stable minimum last target floor": 8,
            "etatau taulr et etau": 8,
        },
        "decay_steps": {
            "decaysteps decaystep tau totalsteps lineardecaysteps decaysteptotal": 12,
            "maxsteps trainsteps decayperiod steps maxstep totalstep lineardecaystep decaytime decaytimes": 6,
            "n t period duration length k0 t0 total maxiter numsteps trainstep": 4,
        },
        "decay_rate": {
            "decayrate decayfactor": 12,
            "decay gamma d factor rate ratio": 8,
            "alpha beta rho k": 3,
        },
        "decay_interval": {
            "decayinterval interval decaytimes every decayevery decayperiod stepsize decaytime": 12,
            "decaysteps decaystep n dropevery period epochsdrop decayn": 9,
            "step steps times frequency freq drop m size": 4,
        },
    }
)  # fmt: skip

_ENDS_IN_ETA = ("th", "b", "z")
"""What makes another letter of ``eta``: ``theta0`` is no rate."""

_AT_THE_END = re.compile(r"(?:lr|eta|eps|epsilon)_?[tT]", re.ASCII)
"""The slide's epsilon_tau, which elsewhere is a tensor's name."""

_SHARES = frozenset("ratio percent percentage frac fraction share scale factor proportion".split())
"""``stable_ratio`` is a part of a rate, not the rate."""

_PLAUSIBLE = {
    # (from, to): reward inside, and what a value outside costs
    "learning_rate": (1e-5, 2.0, 2.0, -9.0),
    "momentum": (0.3, 0.9999, 2.0, -4.0),
    "rho": (0.5, 0.9999, 2.0, -4.0),
    "beta_1": (0.3, 0.98, 2.0, -3.0),
    "beta_2": (0.5, 0.99999, 2.0, -4.0),
    "epsilon": (0.0, 2e-4, 3.0, -6.0),
    "start_lr": (1e-4, 2.0, 1.0, -6.0),
    "stable_lr": (0.0, 0.5, 1.0, -6.0),
    "decay_steps": (2.0, 1e6, 2.0, -9.0),
    "decay_rate": (0.05, 0.99999, 2.0, -6.0),
    "decay_interval": (1.0, 1e6, 2.0, -9.0),
}
USUAL = {
    "learning_rate": 0.01, "momentum": 0.9, "rho": 0.9, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-8,
    "start_lr": 0.3, "stable_lr": 0.003, "decay_steps": 20, "decay_rate": 0.96, "decay_interval": 5,
}  # fmt: skip
"""What code that needs a value is given where the request names none."""


@dataclass(frozen=True)
class Offer:
    """A name of the student's code that may be a hyperparameter, with its default where it has one."""

    name: str
    default: float | None = None


def meanings(name: str) -> Mapping[str, float]:
    """Possible standard names with their weights."""
    text = normal(name)
    found = _MEANINGS.get(text)
    if _AT_THE_END.fullmatch(name):
        return {**(found or {}), "stable_lr": 7.0}
    if found is None and len(text) > 4:
        # adam_beta1, lr_value, beta1_param: a word with something around it
        for word, sense in _MEANINGS.items():
            if len(word) > 3 and word != "theta" and (text.endswith(word) or text.startswith(word)):
                rest = text.removeprefix(word) if text.startswith(word) else text.removesuffix(word)
                if word.startswith("eta") and rest.endswith(_ENDS_IN_ETA):
                    continue
                found = {
                    standard: weight - 2
                    for standard, weight in sense.items()
                    if not (rest in _SHARES and standard in {"start_lr", "stable_lr"})
                }
                break
    return found or {}


_OF_UPDATES = ("learning_rate", "momentum", "rho", "beta_1", "beta_2", "epsilon")


def weight_as(name: str) -> float:
    """Greatest weight of the name as a hyperparameter of an update; 0 where it can't be one."""
    senses = meanings(name)
    return max((senses.get(standard, 0.0) for standard in _OF_UPDATES), default=0.0)


def _score(offer: Offer, standard: str, rivals: set[str]) -> float:
    weight = meanings(offer.name).get(standard)
    if weight is None:
        return float("-inf")
    if (
        standard in {"momentum", "rho"}
        and normal(offer.name) in {"beta1", "b1", "rho1"}
        and rivals & {"beta2", "b2", "rho2"}
    ):
        return float("-inf")  # a pair of betas is Adam's, whatever the lab asks for
    if (
        standard == "rho"
        and normal(offer.name) in {"beta2", "b2", "rho2"}
        and rivals & {"beta1", "b1", "rho1"}
    ):
        return float("-inf")
    if offer.default is not None:
        low, high, reward, cost = _PLAUSIBLE.get(standard, (float("-inf"), float("inf"), 0.0, 0.0))
        weight += reward if low <= offer.default <= high else cost
    return weight


def assign(offers: Sequence[Offer], wanted: Iterable[str]) -> dict[str, str]:
    """Names of the student's code per standard name: the joint choice with the greatest weight."""
    standards = sorted(wanted)
    rivals = {normal(offer.name) for offer in offers}
    table = []
    for position, offer in enumerate(offers[:12]):
        scores = {standard: _score(offer, standard, rivals) for standard in standards}
        usable = {standard: score - position / 1000 for standard, score in scores.items() if score > 0}
        if usable:
            table.append((offer.name, usable))
    best: tuple[float, dict[str, str]] = (0.0, {})

    def search(index: int, total: float, chosen: dict[str, str]) -> None:
        nonlocal best
        if total > best[0]:
            best = (total, dict(chosen))
        if index == len(table):
            return
        name, usable = table[index]
        for standard, score in usable.items():
            if standard not in chosen:
                chosen[standard] = name
                search(index + 1, total + score, chosen)
                del chosen[standard]
        search(index + 1, total, chosen)

    search(0, 0.0, {})
    return best[1]
