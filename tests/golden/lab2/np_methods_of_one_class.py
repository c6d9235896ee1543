# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
class Decay:
    """两种衰减写在一个类里"""

    def __init__(self, start_lr=0.3):
        self.start_lr = start_lr

    def linear_decay(self, i, tau=20, end_lr=0.003):
        part = min(i / tau, 1)
        return (1 - part) * self.start_lr + part * end_lr

    def exp_decay(self, i, rate=0.96, interval=5):
        return self.start_lr * rate ** (i // interval)
