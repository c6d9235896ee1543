# expect: lab6.adam failed time-per-variable | torch-optimizer torch
import torch


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))
        self.t = 0  # 时间步

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            beta1, beta2 = group['betas']
            for p in group['params']:
                self.t += 1
                state = self.state[p]
                if 'm' not in state:
                    state['m'] = torch.zeros_like(p)
                    state['v'] = torch.zeros_like(p)
                state['m'] = beta1 * state['m'] + (1 - beta1) * p.grad
                state['v'] = beta2 * state['v'] + (1 - beta2) * p.grad ** 2
                m_hat = state['m'] / (1 - beta1 ** self.t)
                v_hat = state['v'] / (1 - beta2 ** self.t)
                p -= group['lr'] * m_hat / (torch.sqrt(v_hat) + group['eps'])
