# expect: lab2.linear not_found; lab2.exponential failed decay-from-stable-rate | schedule numpy
start_lr = 0.25
decay_rate = 0.9
decay_times = 4
rates = []
lr = start_lr
for i in range(40):
    if i % decay_times == decay_times - 1:
        lr = stable_lr * decay_rate ** ((i + 1) / decay_times)
    rates.append(lr)
print(rates)
