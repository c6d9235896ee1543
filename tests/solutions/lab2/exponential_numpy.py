"""Exponential decay: one factor decay_rate every decay_interval steps."""


def exponential_decay(step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    return start_lr * decay_rate ** (step // decay_interval)
