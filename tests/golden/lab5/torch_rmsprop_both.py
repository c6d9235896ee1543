# expect: lab5.rmsprop passed; lab5.nesterov passed | torch-optimizer torch
import torch
from torch.optim import Optimizer


class RMSProp(Optimizer):
    def __init__(self, params, lr=1e-3, rho=0.9, eps=1e-6):
        super().__init__(params, dict(lr=lr, rho=rho, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            rho, eps, lr = group['rho'], group['eps'], group['lr']
            for p in group['params']:
                grad = p.grad
                state = self.state[p]
                if len(state) == 0:
                    state['square_avg'] = torch.zeros_like(p, memory_format=torch.preserve_format)
                sq = state['square_avg']
                sq.mul_(rho).addcmul_(grad, grad, value=1 - rho)
                avg = sq.sqrt().add_(eps)
                p.addcdiv_(grad, avg, value=-lr)


class RMSPropNesterov(Optimizer):
    """带 Nesterov 动量；用 closure 在前瞻点求梯度"""

    def __init__(self, params, lr=1e-3, rho=0.9, momentum=0.9, eps=1e-6):
        super().__init__(params, dict(lr=lr, rho=rho, momentum=momentum, eps=eps))

    def step(self, closure):
        with torch.no_grad():
            for group in self.param_groups:
                for p in group['params']:
                    state = self.state[p]
                    if len(state) == 0:
                        state['r'] = torch.zeros_like(p)
                        state['v'] = torch.zeros_like(p)
                    state['old'] = p.clone()
                    p.add_(group['momentum'] * state['v'])
        with torch.enable_grad():
            loss = closure()
        with torch.no_grad():
            for group in self.param_groups:
                for p in group['params']:
                    state = self.state[p]
                    g = p.grad
                    state['r'] = group['rho'] * state['r'] + (1 - group['rho']) * g * g
                    state['v'] = group['momentum'] * state['v'] - group['lr'] * g / torch.sqrt(group['eps'] + state['r'])
                    p.copy_(state['old'] + state['v'])
        return loss
