# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
import math


class LinearLR(object):
    def __init__(self, init_lr=0.3, final_lr=0.003, decay_steps=20):
        self.init_lr, self.final_lr, self.decay_steps = init_lr, final_lr, decay_steps

    def get_lr(self, it):
        frac = min(it, self.decay_steps) / float(self.decay_steps)
        return self.init_lr * (1 - frac) + self.final_lr * frac


class ExpLR(object):
    def __init__(self, init_lr=0.3, gamma=0.96, interval=5):
        self.init_lr, self.gamma, self.interval = init_lr, gamma, interval

    def get_lr(self, it):
        # exp(k ln d) 就是 d^k
        return self.init_lr * math.exp(it / self.interval * math.log(self.gamma))
