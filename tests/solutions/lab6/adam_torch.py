"""Both moments, corrected; one count for all parameters of a step."""

import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, {"lr": lr, "betas": betas, "eps": eps})
        self.t = 0

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        self.t += 1
        for group in self.param_groups:
            beta_1, beta_2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["s"] = torch.zeros_like(p)
                    state["r"] = torch.zeros_like(p)
                s, r = state["s"], state["r"]
                s.mul_(beta_1).add_(p.grad, alpha=1 - beta_1)
                r.mul_(beta_2).addcmul_(p.grad, p.grad, value=1 - beta_2)
                s_hat = s / (1 - beta_1**self.t)
                r_hat = r / (1 - beta_2**self.t)
                p.addcdiv_(s_hat, r_hat.sqrt_().add_(group["eps"]), value=-group["lr"])
        return loss
