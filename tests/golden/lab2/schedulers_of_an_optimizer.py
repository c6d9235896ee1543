# expect: lab2.linear passed; lab2.exponential failed decay-step-constant | schedule numpy
class LinearScheduler:
    def __init__(self, optimizer, stable_lr=0.003, decay_steps=20):
        self.optimizer, self.stable_lr, self.decay_steps = optimizer, stable_lr, decay_steps
        self.start = optimizer.param_groups[0]["lr"]
        self.count = 0

    def step(self):
        self.count += 1
        part = min(1.0, self.count / self.decay_steps)
        for group in self.optimizer.param_groups:
            group["lr"] = self.start + part * (self.stable_lr - self.start)


class ExponentialScheduler:
    def __init__(self, optimizer, decay_rate=0.96, decay_times=5):
        self.optimizer, self.decay_rate, self.decay_times = optimizer, decay_rate, decay_times
        self.start = optimizer.lr
        self.count = 0

    def step(self):
        self.count += 1
        if self.count % self.decay_times == 0:
            self.optimizer.lr = self.start * self.decay_rate
