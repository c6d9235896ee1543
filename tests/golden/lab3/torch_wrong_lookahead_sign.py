# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-sign | torch-optimizer torch
import torch
from torch import optim


class NAG(optim.Optimizer):
    def __init__(self, params, lr=0.01, alpha=0.9):
        defaults = {'lr': lr, 'alpha': alpha}
        super().__init__(params, defaults)

    def step(self, closure=None):
        with torch.no_grad():
            for group in self.param_groups:
                for p in group['params']:
                    if 'v' not in self.state[p]:
                        self.state[p]['v'] = torch.zeros_like(p)
                    p -= group['alpha'] * self.state[p]['v']  # look ahead
        loss = closure() if closure is not None else None
        with torch.no_grad():
            for group in self.param_groups:
                for p in group['params']:
                    v = self.state[p]['v']
                    p += group['alpha'] * v
                    v.copy_(group['alpha'] * v - group['lr'] * p.grad)
                    p += v
        return loss
