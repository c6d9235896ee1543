# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
START_LR = 0.3
STABLE_LR = 0.003
DECAY_STEP = 20
DECAY_RATE = 0.96
INTERVAL = 5


def get_linear_lr(i):
    if i < DECAY_STEP:
        return START_LR - i * (START_LR - STABLE_LR) / DECAY_STEP
    return STABLE_LR


def get_exp_lr(i):
    return START_LR * DECAY_RATE ** (i // INTERVAL)
