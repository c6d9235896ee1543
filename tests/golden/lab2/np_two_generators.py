# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
def linear_decay_gen(start_lr=0.3, stable_lr=0.003, decay_step=20):
    """学习率生成器"""
    i = 0
    while True:
        if i < decay_step:
            yield start_lr + (stable_lr - start_lr) * i / decay_step
        else:
            yield stable_lr
        i += 1

def exponential_decay_gen(start_lr=0.3, decay_rate=0.96, decay_times=5):
    lr = start_lr
    i = 0
    while True:
        yield lr
        i += 1
        if i % decay_times == 0:
            lr = lr * decay_rate
