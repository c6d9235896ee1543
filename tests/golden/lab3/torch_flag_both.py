# expect: lab3.momentum passed; lab3.nesterov passed | torch-optimizer torch
import torch
from torch.optim import Optimizer


class SGD(Optimizer):
    r"""SGD with momentum, optionally Nesterov's (after the layout of the library's own)."""

    def __init__(self, params, lr=1e-2, momentum=0, dampening=0, nesterov=False):
        if lr < 0.0:
            raise ValueError("Invalid learning rate: {}".format(lr))
        if momentum < 0.0:
            raise ValueError("Invalid momentum value: {}".format(momentum))
        defaults = dict(lr=lr, momentum=momentum, dampening=dampening, nesterov=nesterov)
        super(SGD, self).__init__(params, defaults)

    def __setstate__(self, state):
        super(SGD, self).__setstate__(state)
        for group in self.param_groups:
            group.setdefault('nesterov', False)

    def step(self, closure=None):
        loss = None
        if closure is not None:
            loss = closure()
        for group in self.param_groups:
            momentum = group['momentum']
            dampening = group['dampening']
            nesterov = group['nesterov']
            for p in group['params']:
                if p.grad is None:
                    continue
                d_p = p.grad.data
                if momentum != 0:
                    param_state = self.state[p]
                    if 'momentum_buffer' not in param_state:
                        buf = param_state['momentum_buffer'] = torch.clone(d_p).detach()
                    else:
                        buf = param_state['momentum_buffer']
                        buf.mul_(momentum).add_(d_p, alpha=1 - dampening)
                    if nesterov:
                        d_p = d_p.add(buf, alpha=momentum)
                    else:
                        d_p = buf
                p.data.add_(d_p, alpha=-group['lr'])
        return loss


if __name__ == '__main__':
    torch.manual_seed(0)
    x = torch.randn(64, 1)
    y = 3 * x + 2 + 0.01 * torch.randn(64, 1)
    net = torch.nn.Linear(1, 1)
    opt = SGD(net.parameters(), lr=0.05, momentum=0.9)
    for i in range(50):
        opt.zero_grad()
        loss = ((net(x) - y) ** 2).mean()
        loss.backward()
        opt.step()
    print('loss', loss.item())
