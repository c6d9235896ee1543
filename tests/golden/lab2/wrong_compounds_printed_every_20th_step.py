# expect: lab2.exponential failed decay-compounds | schedule numpy
learning_rate = 0.3
for step in range(200):
    learning_rate = learning_rate * 0.99 ** (step / 10)
    if (step + 1) % 20 == 0:
        print("step: %d, lr: %.6f" % (step + 1, learning_rate))
