# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
def linear_callback(epoch, lr):
    if epoch == 0:
        return 0.3
    return lr - 0.297 / 20 if epoch <= 20 else lr


def exp_step(lr, step, decay_rate=0.96, decay_interval=5):
    return lr * decay_rate if step % decay_interval == 0 else lr
