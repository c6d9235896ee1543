# expect: lab2.linear passed; lab2.exponential passed | schedule numpy


def linear_rates(start_lr=0.3, end_lr=0.003, decay_steps=20):
    step = 0
    while step < decay_steps:
        yield start_lr + (end_lr - start_lr) * step / decay_steps
        step += 1
    while True:
        yield end_lr


def exp_rates(start_lr=0.3, decay_rate=0.96, interval=5):
    rate = start_lr
    while True:
        for _ in range(interval):
            yield rate
        rate *= decay_rate
