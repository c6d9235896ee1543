# expect: lab2.linear failed rate-not-used; lab2.exponential failed rate-not-used | schedule numpy
start_lr, stable_lr = 0.3, 0.003
lr = start_lr
print("linear decay")
for i in range(30):
    lr_now = start_lr + (stable_lr - start_lr) * min(i / 20, 1)
    print(i, lr)
print("exponential decay")
for i in range(30):
    lr_now = start_lr * 0.96 ** (i // 5)
    print(i, lr)
