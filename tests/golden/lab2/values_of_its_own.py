# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
start_lr, stable_lr, decay_step = 0.5, 0.05, 30
for i in range(50):
    lr = (1 - i / decay_step) * start_lr + i / decay_step * stable_lr if i < decay_step else stable_lr
    print(lr)
decay_rate, decay_times = 0.9, 10
lr = start_lr
print("exponential")
for i in range(50):
    if i % decay_times == decay_times - 1:
        lr = start_lr * decay_rate ** ((i + 1) / decay_times)
    print(lr)
