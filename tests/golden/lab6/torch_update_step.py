# expect: lab6.adam passed | plain-class torch
import torch


class AdamOptimizer(object):
    """update(params, grads): 两个 list，原地更新"""

    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.eps = eps
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = [], []
            for p in params:
                self.m.append(torch.zeros_like(p))
                self.v.append(torch.zeros_like(p))
        self.iter += 1
        lr_t = self.lr * (1.0 - self.beta2 ** self.iter) ** 0.5 / (1.0 - self.beta1 ** self.iter)
        for i in range(len(params)):
            self.m[i] += (1 - self.beta1) * (grads[i] - self.m[i])
            self.v[i] += (1 - self.beta2) * (grads[i] ** 2 - self.v[i])
            params[i].data -= lr_t * self.m[i] / (torch.sqrt(self.v[i]) + self.eps)
