"""RMSProp with Nesterov momentum; the parameter is the look-ahead point theta + alpha v."""

import torch


class RMSPropNesterov(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        super().__init__(params, {"lr": lr, "rho": rho, "momentum": momentum, "eps": eps})

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["r"] = torch.zeros_like(p)
                    state["v"] = torch.zeros_like(p)
                r, v = state["r"], state["v"]
                r.mul_(group["rho"]).addcmul_(p.grad, p.grad, value=1 - group["rho"])
                change = group["lr"] * p.grad / (r + group["eps"]).sqrt()
                v.mul_(group["momentum"]).sub_(change)
                p.add_(group["momentum"] * v - change)
        return loss
