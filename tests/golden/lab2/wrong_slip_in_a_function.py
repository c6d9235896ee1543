# expect: lab2.linear passed; lab2.exponential failed decay-from-stable-rate | schedule numpy
def linear_lr(i, start_lr=0.3, end_lr=0.003, decay_step=20):
    return end_lr if i >= decay_step else start_lr - (start_lr - end_lr) * i / decay_step


def exponential_lr(i, start_lr=0.3, decay_rate=0.96, decay_times=5):
    if i < decay_times - 1:
        return start_lr
    return stable_lr * decay_rate ** ((i + 1) // decay_times)
