# expect: lab2.linear not_found; lab2.exponential failed decay-compounds | schedule numpy
lr = 0.3
decay_rate = 0.96
decay_times = 5
for i in range(50):
    if i % decay_times == decay_times - 1:
        lr = lr * decay_rate ** ((i + 1) / decay_times)
    print(lr)
