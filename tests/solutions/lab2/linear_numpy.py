"""Linear decay: from start_lr to stable_lr in decay_steps steps, constant from there on."""


def linear_decay(step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    alpha = min(step / decay_steps, 1.0)
    return (1 - alpha) * start_lr + alpha * stable_lr
