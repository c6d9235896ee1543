# expect: lab2.linear passed; lab2.exponential failed decay-compounds | schedule numpy
def linear_rates(start_lr, stable_lr, decay_step, train_step):
    rates = []
    for k in range(train_step):
        part = min(1.0, k / decay_step)
        rates.append(start_lr * (1 - part) + stable_lr * part)
    return rates


def exp_rates(start_lr, decay_rate, decay_times, train_step):
    rates, lr = [], start_lr
    for k in range(train_step):
        if k % decay_times == 0:
            lr *= decay_rate ** (k // decay_times)
        rates.append(lr)
    return rates
