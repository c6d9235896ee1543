# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import numpy as np

start_lr = 0.3
stable_lr = 0.003
decay_step = 20
decay_rate = 0.96
decay_times = 5

linear_lrs = []
for i in range(50):
    t = min(i, decay_step) / decay_step
    linear_lrs.append((1 - t) * start_lr + t * stable_lr)

exp_lrs = []
lr = start_lr
for i in range(50):
    if i > 0 and i % decay_times == 0:
        lr *= decay_rate
    exp_lrs.append(lr)

print('线性衰减最后的学习率', np.round(linear_lrs[-1], 4))
print('指数衰减最后的学习率', np.round(exp_lrs[-1], 4))
