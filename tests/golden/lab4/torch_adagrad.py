# expect: lab4.adagrad passed | torch-optimizer torch
# 实验四 AdaGrad（PyTorch）
import torch
from torch.optim.optimizer import Optimizer, required


class AdaGrad(Optimizer):
    def __init__(self, params, lr=required, eps=1e-7):
        if lr is not required and lr <= 0:
            raise ValueError('lr must be > 0')
        super(AdaGrad, self).__init__(params, dict(lr=lr, eps=eps))
        # 为每个参数建立累积量
        for group in self.param_groups:
            for p in group['params']:
                self.state[p]['sum'] = torch.zeros_like(p.data)

    def step(self, closure=None):
        loss = None if closure is None else closure()
        for group in self.param_groups:
            for p in group['params']:
                if p.grad is None:
                    continue
                g = p.grad.data
                s = self.state[p]['sum']
                s.addcmul_(g, g, value=1)
                std = s.sqrt().add_(group['eps'])
                p.data.addcdiv_(g, std, value=-group['lr'])
        return loss
