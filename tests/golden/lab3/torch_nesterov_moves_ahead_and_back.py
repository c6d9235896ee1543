# expect: lab3.momentum not_found; lab3.nesterov passed | torch-optimizer torch
import torch


class MyNesterov(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    def step(self, closure):
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    buf = self.state[p].setdefault("v", torch.zeros_like(p))
                    p.add_(group["momentum"] * buf)
        with torch.enable_grad():
            self.zero_grad()
            loss = closure()
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is None:
                        continue
                    buf = self.state[p]["v"]
                    p.sub_(group["momentum"] * buf)
                    buf.mul_(group["momentum"]).sub_(group["lr"] * p.grad)
                    p.add_(buf)
        return loss
