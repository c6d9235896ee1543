# expect: lab3.momentum passed; lab3.nesterov not_found | torch-optimizer torch
import torch


class MyMomentum(torch.optim.Optimizer):
    def __init__(self, params, lr: float = 1e-2, alpha: float = 0.9) -> None:
        defaults = {"lr": lr, "alpha": alpha}
        super().__init__(params, defaults)
        self.velocity = None

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            params = [p for p in group["params"] if p.grad is not None]
            grads = [p.grad for p in params]
            if self.velocity is None:
                self.velocity = [torch.zeros_like(p) for p in params]
            torch._foreach_mul_(self.velocity, group["alpha"])
            torch._foreach_add_(self.velocity, grads, alpha=-group["lr"])
            torch._foreach_add_(params, self.velocity)
