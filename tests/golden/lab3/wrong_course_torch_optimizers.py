# expect: lab3.momentum failed velocity-not-accumulated; lab3.nesterov failed velocity-overwritten; lab4.adagrad failed missing-root; lab5.rmsprop failed epsilon-outside-fraction; lab5.nesterov failed missing-one-minus-decay; lab6.adam failed no-second-bias-correction | torch-optimizer torch
import torch
from torch.optim import Optimizer


class Momentum(Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                v = torch.zeros_like(p)
                v = group["momentum"] * v - group["lr"] * p.grad
                p.add_(v)


class Nesterov(Optimizer):
    def __init__(self, params, lr=0.001, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                mu, lr = group["momentum"], group["lr"]
                v = self.state[p].setdefault("v", torch.zeros_like(p))
                v.mul_(mu).sub_(lr * p.grad)
                p.add_(mu * mu * v - (1 + mu) * lr * p.grad)


class AdaGrad(Optimizer):
    def __init__(self, params, lr=0.001, eps=1e-7):
        super().__init__(params, dict(lr=lr, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                r = self.state[p].setdefault("r", torch.zeros_like(p))
                r.addcmul_(p.grad, p.grad)
                p.sub_(group["lr"] * p.grad / (r + group["eps"]))


class RMSProp(Optimizer):
    def __init__(self, params, lr=0.001, rho=0.9, eps=1e-6):
        super().__init__(params, dict(lr=lr, rho=rho, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                r = self.state[p].setdefault("r", torch.zeros_like(p))
                r.mul_(group["rho"]).addcmul_(p.grad, p.grad, value=1 - group["rho"])
                p.sub_(group["lr"] * (p.grad / r.sqrt() + group["eps"]))


class RMSPropNesterov(Optimizer):
    def __init__(self, params, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        super().__init__(params, dict(lr=lr, rho=rho, momentum=momentum, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group["params"]:
                r = self.state[p].setdefault("r", torch.zeros_like(p))
                v = self.state[p].setdefault("v", torch.zeros_like(p))
                r.mul_(group["rho"]).addcmul_(p.grad, p.grad)
                step = group["lr"] * p.grad / (r.sqrt() + group["eps"])
                v.mul_(group["momentum"]).sub_(step)
                p.add_(group["momentum"] * v - step)


class Adam(Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                state = self.state[p]
                if not state:
                    state["t"], state["m"], state["v"] = 0, torch.zeros_like(p), torch.zeros_like(p)
                state["t"] += 1
                state["m"].lerp_(p.grad, 1 - b1)
                state["v"].lerp_(p.grad**2, 1 - b2)
                m_hat = state["m"] / (1 - b1 ** state["t"])
                p.sub_(group["lr"] * m_hat / (state["v"].sqrt() + group["eps"]))
