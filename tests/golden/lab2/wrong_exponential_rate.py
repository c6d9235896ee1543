# expect: lab2.linear not_found; lab2.exponential failed wrong-hyperparameter | schedule numpy
def exponential(step):
    lr = 0.3
    for _ in range(step // 5):
        lr = lr * 0.9
    return lr
