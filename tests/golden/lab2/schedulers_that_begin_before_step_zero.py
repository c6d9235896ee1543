# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
class LinearLR:
    def __init__(self, start_lr=0.3, stable_lr=0.003, decay_steps=20):
        self.s, self.e, self.n = start_lr, stable_lr, decay_steps
        self.last_epoch = -1
    def get_lr(self):
        a = min(self.last_epoch / self.n, 1)
        return (1 - a) * self.s + a * self.e
    def step(self):
        self.last_epoch += 1
class ExponentialLR:
    def __init__(self, start_lr=0.3, decay_rate=0.96, decay_steps=5):
        self.s, self.d, self.n = start_lr, decay_rate, decay_steps
        self.last_epoch = -1
    def get_lr(self):
        return self.s * self.d ** (self.last_epoch // self.n)
    def step(self):
        self.last_epoch += 1
a, b = LinearLR(), ExponentialLR()
for i in range(40):
    a.step(); b.step()
    print(i, a.get_lr(), b.get_lr())
