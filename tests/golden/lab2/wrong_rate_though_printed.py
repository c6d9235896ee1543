# expect: lab2.linear passed; lab2.exponential failed wrong-hyperparameter | schedule numpy
def linear_lr(i):
    return max(0.3 - 0.297 * i / 20, 0.003)
def exp_lr(i):
    return 0.3 * 0.9 ** (i // 5)
for i in range(40):
    print(linear_lr(i), exp_lr(i))
