# expect: lab6.adam crashed | torch-optimizer torch
import torch
class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))
    def step(self, closure=None):
        for group in self.param_groups:
            for p in group['params']:
                state = self.state[p]
                if len(state) == 0:
                    state['m'] = torch.zeros_like(p)
                    state['v'] = torch.zeros_like(p)
                    state['t'] = 0
                state['t'] += 1
                state['m'] = group['betas'][0] * state['m'] + (1 - group['betas'][0]) * p.grad
                state['v'] = group['betas'][1] * state['v'] + (1 - group['betas'][1]) * p.grad ** 2
                mh = state['m'] / (1 - group['betas'][0] ** state['t'])
                vh = state['v'] / (1 - group['betas'][1] ** state['t'])
                p -= group['lr'] * mh / (vh.sqrt() + group['eps'])
