# expect: lab5.rmsprop not_found; lab5.nesterov failed lookahead-missing | torch-optimizer torch
import torch


class RMSpropNesterov(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        super().__init__(params, dict(lr=lr, rho=rho, momentum=momentum, eps=eps))

    @torch.no_grad()
    def step(self):
        for g in self.param_groups:
            for p in g['params']:
                s = self.state[p]
                if not s:
                    s['r'], s['v'] = torch.zeros_like(p), torch.zeros_like(p)
                s['r'].mul_(g['rho']).add_((1 - g['rho']) * p.grad ** 2)
                s['v'].mul_(g['momentum']).sub_(g['lr'] * p.grad / (s['r'].sqrt() + g['eps']))
                p.add_(s['v'])
