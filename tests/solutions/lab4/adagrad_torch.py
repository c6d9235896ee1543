"""r <- r + g^2, theta <- theta - lr g / (delta + sqrt(r))."""

import torch


class AdaGrad(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, eps=1e-7):
        super().__init__(params, {"lr": lr, "eps": eps})

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
                r.addcmul_(p.grad, p.grad)
                p.addcdiv_(p.grad, r.sqrt().add_(group["eps"]), value=-group["lr"])
        return loss
