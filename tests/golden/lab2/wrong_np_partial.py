# expect: lab2.linear passed; lab2.exponential failed decay-wrong-direction | schedule numpy
from functools import partial

def decayed(kind, k, start_lr=0.3, stable_lr=0.003, tau=20, decay_rate=0.96, n=5):
    if kind == "linear":
        a = min(k / tau, 1.0)
        return (1 - a) * start_lr + a * stable_lr
    return start_lr / decay_rate ** (k // n)

linear = partial(decayed, "linear")
exponential = partial(decayed, "exp")
