# expect: lab6.adam failed built-in-used | torch-optimizer torch
import torch
from torch.optim.adam import adam as _update


class Adam(torch.optim.Optimizer):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, dict(lr=lr, betas=betas, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        for group in self.param_groups:
            ps, gs, ms, vs, ts = [], [], [], [], []
            for p in group['params']:
                st = self.state[p]
                if not st:
                    st['m'], st['v'], st['t'] = torch.zeros_like(p), torch.zeros_like(p), torch.tensor(0.0)
                ps.append(p), gs.append(p.grad), ms.append(st['m']), vs.append(st['v']), ts.append(st['t'])
            _update(ps, gs, ms, vs, [], ts, amsgrad=False, beta1=group['betas'][0], beta2=group['betas'][1],
                    lr=group['lr'], weight_decay=0.0, eps=group['eps'], maximize=False)
