# expect: lab2.linear passed; lab2.exponential failed decay-from-stable-rate | schedule numpy
start_lr = 0.3
stable_lr = 0.003


def linear(i, decay_step=20):
    if i < decay_step:
        return (1 - i / decay_step) * start_lr + i / decay_step * stable_lr
    return stable_lr


def exponential(i, decay_rate=0.96, decay_times=5):
    if i < decay_times - 1:
        return start_lr
    n = (i + 1) // decay_times
    return stable_lr * decay_rate ** n
