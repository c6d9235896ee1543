# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
lr, count = 0.3, 0


def linear_next():
    global lr, count
    count += 1
    lr = 0.3 - 0.297 * min(count, 20) / 20
    return lr


def exp_next():
    global lr, count
    count += 1
    if count % 5 == 0:
        lr = lr * 0.96
    return lr


for i in range(40):
    print("linear", i, lr)
    linear_next()
lr, count = 0.3, 0
for i in range(40):
    print("exp", i, lr)
    exp_next()
