# expect: lab3.builtin passed | observed torch
import torch
from torch import nn, optim
torch.manual_seed(0)
X = torch.randn(100, 4); y = (X * torch.tensor([1., 2., 3., 4.])).sum(1, keepdim=True)

def fit(opt_name, lr, epochs=100):
    torch.manual_seed(1)
    net = nn.Sequential(nn.Linear(4, 1))
    opts = {'sgd': lambda p: optim.SGD(p, lr=lr), 'momentum': lambda p: optim.SGD(p, lr=lr, momentum=0.9),
            'nesterov': lambda p: optim.SGD(p, lr=lr, momentum=0.9, nesterov=True)}
    opt = opts[opt_name](net.parameters())
    log = []
    for _ in range(epochs):
        loss = nn.functional.mse_loss(net(X), y)
        opt.zero_grad(); loss.backward(); opt.step()
        log.append(loss.item())
    return log

results = {name: fit(name, 0.02) for name in ('sgd', 'momentum', 'nesterov')}
for name, log in results.items():
    print(name, log[:5], log[-1])
