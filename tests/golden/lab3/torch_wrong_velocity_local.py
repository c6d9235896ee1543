# expect: lab3.momentum failed velocity-not-accumulated; lab3.nesterov not_found | torch-optimizer torch
import torch


class MomentumSGD(torch.optim.Optimizer):
    def __init__(self, params, lr=0.01, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group['params']:
                v = torch.zeros_like(p)
                v = group['momentum'] * v - group['lr'] * p.grad
                p.add_(v)
