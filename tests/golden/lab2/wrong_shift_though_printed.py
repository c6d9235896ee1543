# expect: lab2.linear failed schedule-shifted; lab2.exponential passed | schedule numpy
def linear(i, start_lr=0.3, stable_lr=0.003, decay_step=20):
    done = min((i + 1) / decay_step, 1)
    return start_lr - done * (start_lr - stable_lr)


def exponential(i, start_lr=0.3, decay_rate=0.96, decay_times=5):
    return start_lr * decay_rate ** (i / decay_times)


for i in range(50):
    print(linear(i), exponential(i))
