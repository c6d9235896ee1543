# expect: lab2.linear failed wrong-hyperparameter; lab2.exponential not_found | schedule numpy
def linear_lr(step):
    # 初始 0.1，稳定 0.003，20 步
    if step < 20:
        return 0.1 + (0.003 - 0.1) * step / 20
    return 0.003
