# expect: lab4.adagrad failed built-in-used | plain-class torch
import torch
import torch.optim as optim


class MyAdaGrad:
    def __init__(self, params, lr=0.01, eps=1e-7):
        self.params = list(params)
        self._opt = optim.Adagrad(self.params, lr=lr, eps=eps)

    def zero_grad(self):
        self._opt.zero_grad()

    def step(self):
        self._opt.step()
