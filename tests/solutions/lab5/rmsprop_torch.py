"""r <- rho r + (1 - rho) g^2, theta <- theta - lr g / sqrt(delta + r)."""

import torch


class RMSProp(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, rho=0.9, eps=1e-6):
        super().__init__(params, {"lr": lr, "rho": rho, "eps": eps})

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
                if "r" not in state:
                    state["r"] = torch.zeros_like(p)
                r = state["r"]
                r.mul_(group["rho"]).addcmul_(p.grad, p.grad, value=1 - group["rho"])
                p.addcdiv_(p.grad, r.add(group["eps"]).sqrt_(), value=-group["lr"])
        return loss
