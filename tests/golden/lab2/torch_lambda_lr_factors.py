# expect: lab2.linear passed; lab2.exponential passed | schedule torch
import torch
from torch.optim import lr_scheduler
x = torch.rand(50, 1); y = 2 * x + 1
tau = 20
def linear_factor(k):
    return 1 - 0.99 * min(k, tau) / tau
def exponential_factor(k, gamma=0.96, n=5):
    return gamma ** (k // n)
for f in (linear_factor, exponential_factor):
    net = torch.nn.Linear(1, 1)
    opt = torch.optim.SGD(net.parameters(), lr=0.1)
    sch = lr_scheduler.LambdaLR(opt, lr_lambda=linear_factor) if f is linear_factor else lr_scheduler.LambdaLR(opt, lr_lambda=exponential_factor)
    for k in range(60):
        opt.zero_grad(); l = ((net(x) - y) ** 2).mean(); l.backward(); opt.step(); sch.step()
