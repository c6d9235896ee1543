# expect: lab2.linear failed decay-not-stopped; lab2.exponential failed decay-from-stable-rate | schedule numpy
start_lr = 0.3
stable_lr = start_lr * 0.01
decay_rate = 0.96
decay_times = 5
lr = start_lr
exp_list = []
for i in range(50):
    if i % decay_times == decay_times - 1:
        lr = stable_lr * decay_rate ** ((i + 1) / decay_times)
    exp_list.append(lr)
print(exp_list)
lin = []
for i in range(50):
    lin.append((1 - i / 20) * start_lr + i / 20 * stable_lr)
print(lin)
