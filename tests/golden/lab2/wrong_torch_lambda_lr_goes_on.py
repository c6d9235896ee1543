# expect: lab2.linear failed decay-not-stopped; lab2.exponential passed | schedule torch
import torch
from torch.optim import lr_scheduler
start_lr, stable_lr, tau = 0.3, 0.003, 20
def linear_factor(k):
    return ((1 - k / tau) * start_lr + k / tau * stable_lr) / start_lr
opt = torch.optim.SGD([torch.nn.Parameter(torch.zeros(2))], lr=start_lr)
sch = lr_scheduler.LambdaLR(opt, linear_factor)
def exp_mult(k):
    return 0.96 if k % 5 == 0 else 1.0
sch2 = lr_scheduler.MultiplicativeLR(torch.optim.SGD([torch.nn.Parameter(torch.zeros(2))], lr=start_lr), lr_lambda=exp_mult)
for k in range(30):
    opt.step(); sch.step(); sch2.step()
