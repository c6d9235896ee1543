# expect: lab6.adam crashed | plain-class numpy
from mynn.layers import Parameter, zeros_like


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.b1, self.b2, self.eps = lr, beta1, beta2, eps
        self.t = 0
        self.m = None

    def update(self, params, grads):
        if self.m is None:
            self.m = [zeros_like(Parameter(p)) for p in params]
            self.v = [zeros_like(Parameter(p)) for p in params]
        self.t += 1
        for i, (p, g) in enumerate(zip(params, grads)):
            self.m[i] = self.b1 * self.m[i] + (1 - self.b1) * g
            self.v[i] = self.b2 * self.v[i] + (1 - self.b2) * g * g
            p -= self.lr * self.m[i] / (1 - self.b1 ** self.t) / ((self.v[i] / (1 - self.b2 ** self.t)) ** 0.5 + self.eps)
