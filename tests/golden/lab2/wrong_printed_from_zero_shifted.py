# expect: lab2.linear failed schedule-shifted; lab2.exponential not_found | schedule numpy
start_lr, stable_lr, decay_step = 0.3, 0.003, 20
lr = start_lr
for step in range(40):
    lr = max(lr - (start_lr - stable_lr) / decay_step, stable_lr)
    print("step", step, "lr", round(lr, 6))
