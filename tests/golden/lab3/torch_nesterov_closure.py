# expect: lab3.momentum not_found; lab3.nesterov passed | torch-optimizer torch
import torch


class Nesterov(torch.optim.Optimizer):
    """实验三：Nesterov 动量，真正地先走到前瞻点再求梯度"""

    def __init__(self, params, lr=0.01, momentum=0.9):
        super(Nesterov, self).__init__(params, {'lr': lr, 'momentum': momentum})

    def step(self, closure):
        # 1. 临时更新：theta~ = theta + alpha * v
        for group in self.param_groups:
            for p in group['params']:
                st = self.state[p]
                if 'v' not in st:
                    st['v'] = torch.zeros_like(p.data)
                p.data.add_(st['v'], alpha=group['momentum'])
        # 2. 在前瞻点求梯度
        loss = closure()
        # 3. 回到原处，更新速度与参数
        for group in self.param_groups:
            for p in group['params']:
                st = self.state[p]
                p.data.sub_(st['v'], alpha=group['momentum'])
                st['v'] = group['momentum'] * st['v'] - group['lr'] * p.grad.data
                p.data.add_(st['v'])
        return loss
