# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
"""Schedules as closures: configure once, call with the iteration number."""


def make_linear(start_lr=0.3, stable_lr=0.003, tau=20):
    def rate(k):
        a = min(1.0, k / tau)
        return (1.0 - a) * start_lr + a * stable_lr
    return rate


def make_exponential(start_lr=0.3, decay_rate=0.96, interval=5):
    def rate(k):
        return start_lr * decay_rate ** ((k + 1) // interval)
    return rate
