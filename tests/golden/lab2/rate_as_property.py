# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
class LinearRate:
    def __init__(self, start_lr=0.3, stable_lr=0.003, decay_steps=20):
        self.start_lr, self.stable_lr, self.decay_steps, self.k = start_lr, stable_lr, decay_steps, 0

    @property
    def lr(self):
        part = min(self.k / self.decay_steps, 1)
        return self.start_lr + part * (self.stable_lr - self.start_lr)

    def step(self):
        self.k += 1


class Schedules:
    @staticmethod
    def exponential(k, start_lr=0.3, decay_rate=0.96, decay_interval=5):
        return start_lr * decay_rate ** (k / decay_interval)
