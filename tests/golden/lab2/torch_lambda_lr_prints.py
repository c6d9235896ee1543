# expect: lab2.linear passed; lab2.exponential passed | schedule torch
import torch
from torch.optim.lr_scheduler import LambdaLR
start_lr, stable_lr, decay_step = 0.3, 0.003, 20
p = torch.nn.Parameter(torch.zeros(1))
def lin_factor(i):
    if i < decay_step:
        return ((1 - i / decay_step) * start_lr + i / decay_step * stable_lr) / start_lr
    return stable_lr / start_lr
def exp_factor(i):
    return 0.96 ** (i // 5)
print("线性衰减")
opt = torch.optim.SGD([p], lr=start_lr)
sch = LambdaLR(opt, lin_factor)
for i in range(50):
    print(i, opt.param_groups[0]["lr"])
    opt.step(); sch.step()
print("指数衰减")
opt = torch.optim.SGD([p], lr=start_lr)
sch = LambdaLR(opt, exp_factor)
for i in range(50):
    print(i, sch.get_last_lr()[0])
    opt.step(); sch.step()
