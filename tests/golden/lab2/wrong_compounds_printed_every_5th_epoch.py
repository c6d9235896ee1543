# expect: lab2.exponential failed decay-compounds | schedule numpy
lr0, decay_rate, decay_steps = 0.1, 0.9, 10
lr = lr0
for epoch in range(1, 51):
    lr = lr * decay_rate ** (epoch / decay_steps)
    if epoch % 5 == 0:
        print('Epoch', epoch, 'lr =', lr)
