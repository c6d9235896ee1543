# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
class LinearDecay:
    """线性衰减到第 tau 步"""

    def __init__(self, lr0=0.3, lr_tau=0.003, tau=20):
        self.lr0 = lr0
        self.lr_tau = lr_tau
        self.tau = tau

    def __call__(self, step):
        if step > self.tau:
            return self.lr_tau
        alpha = step / self.tau
        return (1 - alpha) * self.lr0 + alpha * self.lr_tau


class ExponentialDecay:
    """每 n 步乘一次 d"""

    def __init__(self, lr0=0.3, decay_rate=0.96, n=5):
        self.lr0 = lr0
        self.decay_rate = decay_rate
        self.n = n

    def __call__(self, step):
        return self.lr0 * pow(self.decay_rate, step // self.n)
