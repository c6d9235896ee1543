# expect: lab2.linear failed decay-jumps; lab2.exponential failed decay-wrong-direction | schedule numpy
start_lr, stable_lr, decay_step, train_step = 0.3, 0.003, 20, 60
for i in range(train_step):
    a = i / train_step  # should be decay_step
    lr = (1 - a) * start_lr + a * stable_lr if i < decay_step else stable_lr
    print("Linear", i, lr)
for i in range(train_step):
    print("Exp", i, start_lr / 0.96 ** (i // 5))
