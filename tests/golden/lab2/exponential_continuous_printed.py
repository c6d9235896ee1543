# expect: lab2.linear not_found; lab2.exponential passed | schedule numpy
start_lr, decay_rate, decay_times = 0.3, 0.96, 5
for step in range(60):
    lr = start_lr * decay_rate ** (step / decay_times)
    print(f"{step}\t{lr:.8f}")
