# expect: lab2.linear passed; lab2.exponential failed schedule-shifted | schedule numpy
start_lr, stable_lr = 0.3, 0.003
print("linear")
for i in range(50):
    if i < 20:
        lr = (1 - i / 20) * start_lr + i / 20 * stable_lr
    else:
        lr = stable_lr
    print(i, lr)
print("exponential")
lr = start_lr
for i in range(50):
    if i % 5 == 0:
        lr = lr * 0.96      # i=0 就衰减了
    print(i, lr)
