# expect: lab2.linear failed wrong-hyperparameter; lab2.exponential passed | schedule numpy


def linear(k):
    # 30 步以后不再变化
    if k < 30:
        return 0.3 - (0.3 - 0.003) * k / 30
    return 0.003


def exponential(k, lr0=0.3, d=0.96, n=5):
    # 不分段，连续衰减
    return lr0 * d ** (k / n)
