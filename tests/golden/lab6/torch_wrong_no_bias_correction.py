# expect: lab6.adam failed no-bias-correction | plain-class torch
import torch


class Adam:
    def __init__(self, params, lr=1e-3, beta1=0.9, beta2=0.999, eps=1e-8):
        self.params = params
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = [torch.zeros(p.shape) for p in params]
        self.v = [torch.zeros(p.shape) for p in params]

    def step(self):
        for p, m, v in zip(self.params, self.m, self.v):
            g = p.grad.data
            m.copy_(self.beta1 * m + (1 - self.beta1) * g)
            v.copy_(self.beta2 * v + (1 - self.beta2) * g.pow(2))
            p.data = p.data - self.lr * m / (v.sqrt() + self.eps)

    def zero_grad(self):
        for p in self.params:
            p.grad = None
