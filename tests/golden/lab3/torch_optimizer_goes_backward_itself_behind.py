# expect: lab3.nesterov failed lookahead-sign | torch-optimizer torch
import torch
from torch.optim import Optimizer

class Nesterov(Optimizer):
    def __init__(self, params, lr=0.01, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    def step(self, closure):
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    s = self.state[p]
                    if "v" not in s:
                        s["v"] = torch.zeros_like(p)
                    p -= group["momentum"] * s["v"]
        self.zero_grad()
        with torch.enable_grad():
            loss = closure()
            loss.backward()
        with torch.no_grad():
            for group in self.param_groups:
                for p in group["params"]:
                    v = self.state[p]["v"]
                    p += group["momentum"] * v
                    v.mul_(group["momentum"]).add_(p.grad, alpha=-group["lr"])
                    p += v
        return loss
