# expect: lab2.linear passed; lab2.exponential not_found | schedule numpy
start_lr = 0.3
stable_lr = start_lr * 0.01
decay_step = 20
train_step = 60

for i in range(train_step):
    if i < decay_step:
        lr = (1 - i / decay_step) * start_lr + i / decay_step * stable_lr
    else:
        lr = stable_lr
    print(lr)
