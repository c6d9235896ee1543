# expect: lab2.linear passed; lab2.exponential failed hyperparameter-ignored | schedule numpy
def linear_lr(k, lr0=0.3, lr_end=0.003, tau=20):
    return lr_end if k >= tau else lr0 + (lr_end - lr0) * k / tau


def exp_lr(k, lr0=0.3, gamma=0.96, interval=5):
    # gamma and interval are never read
    return lr0 * 0.96 ** (k // 5)


for k in range(40):
    print("linear", k, linear_lr(k))
for k in range(40):
    print("exp", k, exp_lr(k, 0.3, 0.96, 5))
