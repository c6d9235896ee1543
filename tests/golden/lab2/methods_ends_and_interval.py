# expect: lab2.linear failed decay-ends-swapped; lab2.exponential failed decay-step-constant | schedule numpy
import math


class Scheduler:
    def __init__(self, start_lr=0.3, stable_lr=0.003, decay_steps=20, decay_rate=0.96, decay_interval=5):
        self.start_lr, self.stable_lr = start_lr, stable_lr
        self.decay_steps, self.decay_rate, self.decay_interval = decay_steps, decay_rate, decay_interval

    def linear_decay(self, step):
        alpha = min(step / self.decay_steps, 1)
        return alpha * self.start_lr + (1 - alpha) * self.stable_lr

    def exponential_decay(self, step):
        return self.start_lr * math.pow(self.decay_rate, self.decay_interval)


s = Scheduler()
for i in range(30):
    print(i, s.linear_decay(i), s.exponential_decay(i))
