"""实验五：RMSProp / Lab 5: RMSProp"""

import numpy as np
import torch

# lab5.rmsprop
class RMSProp(torch.optim.Optimizer):
    """r ← ρr + (1-ρ) g⊙g; θ ← θ - ε / √(δ + r) ⊙ g"""

    def __init__(self, params, lr=0.001, rho=0.9, eps=1e-6):
        super().__init__(params, dict(lr=lr, rho=rho, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        # for group in self.param_groups:
        #     for p in group["params"]:
        #         g, state = p.grad, self.state[p]
        # state 是字典，每个参数一份，放 r / state is a dictionary, one for each parameter: keep r in it
        raise NotImplementedError("请写出 RMSProp 的更新 / write RMSProp's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
w = torch.tensor(start, dtype=torch.float32, requires_grad=True)
optimizer = RMSProp([w], lr=0.02)
try:
    for step in range(130):
        optimizer.zero_grad()
        loss = torch.mean((torch.tensor(x) @ w - torch.tensor(y)) ** 2)
        if step % 10 == 0:
            print(step, loss.item())
        loss.backward()
        optimizer.step()
except NotImplementedError as todo:
    print(todo)

# lab5.builtin
# 在这里用 torch.optim.RMSprop 训练线性回归 / train the linear regression with torch.optim.RMSprop here

# lab5.nesterov
class RMSPropNesterov(torch.optim.Optimizer):
    """g ← ∇L(θ + αv); r ← ρr + (1-ρ) g⊙g; v ← αv - ε / √r ⊙ g; θ ← θ + v"""

    def __init__(self, params, lr=0.001, rho=0.9, momentum=0.9, eps=1e-6):
        super().__init__(params, dict(lr=lr, rho=rho, momentum=momentum, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        # for group in self.param_groups:
        #     for p in group["params"]:
        #         g, state = p.grad, self.state[p]
        # state 是字典，每个参数一份，放 r、v / state is a dictionary, one for each parameter: keep r, v in it
        # 变量里存的可以就是超前点 θ + αv，梯度就在那里求；√r 里请加一个小的 δ / the variable may hold the look-ahead point θ + αv, where the gradient is taken; add a small δ to √r
        raise NotImplementedError("请写出带 Nesterov 动量的 RMSProp 的更新 / write the update of RMSProp with Nesterov momentum")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
w = torch.tensor(start, dtype=torch.float32, requires_grad=True)
optimizer = RMSPropNesterov([w], lr=0.002)
try:
    for step in range(170):
        optimizer.zero_grad()
        loss = torch.mean((torch.tensor(x) @ w - torch.tensor(y)) ** 2)
        if step % 10 == 0:
            print(step, loss.item())
        loss.backward()
        optimizer.step()
except NotImplementedError as todo:
    print(todo)
