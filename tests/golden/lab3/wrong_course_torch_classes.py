# expect: lab3.momentum failed old-velocity-applied; lab3.nesterov failed momentum-and-gradient-both; lab4.adagrad failed state-not-elementwise; lab5.rmsprop failed accumulator-not-decayed; lab5.nesterov failed velocity-not-accumulated; lab6.adam failed time-per-variable | plain-class torch
import torch


class Base:
    def __init__(self, params):
        self.params = list(params)
        self.v = [torch.zeros_like(p) for p in self.params]
        self.r = [torch.zeros_like(p) for p in self.params]


class Momentum(Base):
    def __init__(self, params, lr=0.001, momentum=0.9):
        super().__init__(params)
        self.lr, self.momentum = lr, momentum

    @torch.no_grad()
    def step(self):
        for p, v in zip(self.params, self.v):
            p -= self.lr * v
            v.mul_(self.momentum).add_(p.grad)


class Nesterov(Momentum):
    @torch.no_grad()
    def step(self):
        for p, v in zip(self.params, self.v):
            v.mul_(self.momentum).add_(p.grad)
            p -= self.lr * (p.grad + v)


class AdaGrad(Base):
    def __init__(self, params, lr=0.001, eps=1e-7):
        super().__init__(params)
        self.lr, self.eps = lr, eps
        self.r = [0.0 for _ in self.params]

    @torch.no_grad()
    def step(self):
        for i, p in enumerate(self.params):
            self.r[i] += (p.grad**2).sum()
            p -= self.lr * p.grad / (torch.sqrt(self.r[i]) + self.eps)


class RMSProp(Base):
    def __init__(self, params, lr=0.001, rho=0.9, eps=1e-6):
        super().__init__(params)
        self.lr, self.rho, self.eps = lr, rho, eps

    @torch.no_grad()
    def step(self):
        for p, r in zip(self.params, self.r):
            r.add_((1 - self.rho) * p.grad**2)
            p -= self.lr * p.grad / torch.sqrt(r + self.eps)


class RMSPropNesterov(Base):
    def __init__(self, params, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        super().__init__(params)
        self.lr, self.rho, self.momentum, self.eps = lr, rho, momentum, eps

    @torch.no_grad()
    def step(self):
        for p, r in zip(self.params, self.r):
            r.mul_(self.rho).add_((1 - self.rho) * p.grad**2)
            step = self.lr * p.grad / torch.sqrt(r + self.eps)
            v = -step
            p += self.momentum * v - step


class Adam(Base):
    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t = 0

    @torch.no_grad()
    def step(self):
        for p, m, r in zip(self.params, self.v, self.r):
            self.t += 1
            m.mul_(self.beta1).add_((1 - self.beta1) * p.grad)
            r.mul_(self.beta2).add_((1 - self.beta2) * p.grad**2)
            rate = self.lr * (1 - self.beta2**self.t) ** 0.5 / (1 - self.beta1**self.t)
            p -= rate * m / (r.sqrt() + self.eps)
