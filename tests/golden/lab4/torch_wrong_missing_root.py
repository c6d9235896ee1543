# expect: lab4.adagrad failed missing-root | plain-class torch
import torch


class Adagrad:
    def __init__(self, model, lr=0.01, eps=1e-7):
        self.model = model
        self.lr = lr
        self.eps = eps
        self.G = {name: torch.zeros_like(p) for name, p in model.named_parameters()}

    def step(self):
        with torch.no_grad():
            for name, p in self.model.named_parameters():
                self.G[name] += p.grad ** 2
                p -= self.lr * p.grad / (self.G[name] + self.eps)

    def zero_grad(self):
        self.model.zero_grad()
