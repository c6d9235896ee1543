# expect: lab5.rmsprop failed decay-swapped; lab5.nesterov not_found | torch-optimizer torch
import torch


class RMSprop(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, alpha=0.9, eps=1e-6):
        defaults = dict(lr=lr, alpha=alpha, eps=eps)
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure=None):
        loss = None
        if closure is not None:
            loss = closure()
        for group in self.param_groups:
            for p in group['params']:
                state = self.state[p]
                if 'r' not in state:
                    state['r'] = torch.zeros_like(p)
                r = state['r']
                r.mul_(1 - group['alpha']).addcmul_(p.grad, p.grad, value=group['alpha'])
                p.addcdiv_(p.grad, r.sqrt().add_(group['eps']), value=-group['lr'])
        return loss
