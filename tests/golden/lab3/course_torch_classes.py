# expect: lab3.momentum passed; lab3.nesterov passed; lab4.adagrad passed; lab5.rmsprop passed; lab5.nesterov passed; lab6.adam passed | plain-class torch
import torch


class Base:
    def __init__(self, params):
        self.params = list(params)
        self.v = [torch.zeros_like(p) for p in self.params]
        self.r = [torch.zeros_like(p) for p in self.params]

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()


class Momentum(Base):
    def __init__(self, params, lr=0.001, momentum=0.9):
        super().__init__(params)
        self.lr, self.momentum = lr, momentum

    @torch.no_grad()
    def step(self):
        for p, v in zip(self.params, self.v):
            v.mul_(self.momentum).add_(p.grad)
            p -= self.lr * v


class Nesterov(Momentum):
    @torch.no_grad()
    def step(self):
        for p, v in zip(self.params, self.v):
            v.mul_(self.momentum).add_(p.grad)
            p -= self.lr * (p.grad + self.momentum * v)


class AdaGrad(Base):
    def __init__(self, params, lr=0.001, eps=1e-7):
        super().__init__(params)
        self.lr, self.eps = lr, eps

    @torch.no_grad()
    def step(self):
        for p, r in zip(self.params, self.r):
            r += p.grad**2
            p -= self.lr * p.grad / (torch.sqrt(r) + self.eps)


class RMSProp(Base):
    def __init__(self, params, lr=0.001, rho=0.9, eps=1e-6):
        super().__init__(params)
        self.lr, self.rho, self.eps = lr, rho, eps

    @torch.no_grad()
    def step(self):
        for p, r in zip(self.params, self.r):
            r.mul_(self.rho).add_((1 - self.rho) * p.grad**2)
            p -= self.lr * p.grad / torch.sqrt(r + self.eps)


class RMSPropNesterov(Base):
    def __init__(self, params, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        super().__init__(params)
        self.lr, self.rho, self.momentum, self.eps = lr, rho, momentum, eps

    @torch.no_grad()
    def step(self):
        for p, v, r in zip(self.params, self.v, self.r):
            r.mul_(self.rho).add_((1 - self.rho) * p.grad**2)
            step = self.lr * p.grad / torch.sqrt(r + self.eps)
            v.mul_(self.momentum).sub_(step)
            p += self.momentum * v - step


class Adam(Base):
    def __init__(self, params, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        super().__init__(params)
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.t = 0

    @torch.no_grad()
    def step(self):
        self.t += 1
        for p, m, r in zip(self.params, self.v, self.r):
            m.mul_(self.beta1).add_((1 - self.beta1) * p.grad)
            r.mul_(self.beta2).add_((1 - self.beta2) * p.grad**2)
            rate = self.lr * (1 - self.beta2**self.t) ** 0.5 / (1 - self.beta1**self.t)
            p -= rate * m / (r.sqrt() + self.eps)
