# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-missing | torch-optimizer torch
import torch


class MyNesterov(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    if p.grad is None:
                        continue
                    buf = self.state[p].setdefault("v", torch.zeros_like(p))
                    buf.mul_(group["momentum"]).sub_(group["lr"] * p.grad)
                    p.add_(buf)
        return loss
