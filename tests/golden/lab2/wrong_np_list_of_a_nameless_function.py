# expect: lab2.linear failed decay-jumps; lab2.exponential not_found | schedule numpy
start_lr, stable_lr, decay_steps = 0.3, 0.003, 20


def rate_at(step):
    if step >= decay_steps:
        return stable_lr
    alpha = step / (2 * decay_steps)
    return (1 - alpha) * start_lr + alpha * stable_lr


linear_decay_rates = [rate_at(s) for s in range(60)]
print(linear_decay_rates)
