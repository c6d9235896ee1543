"""实验三：动量与 Nesterov / Lab 3: momentum and Nesterov"""

import numpy as np
import torch

# lab3.momentum
class Momentum(torch.optim.Optimizer):
    """v ← αv - εg; θ ← θ + v"""

    def __init__(self, params, lr=0.001, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    @torch.no_grad()
    def step(self, closure=None):
        # for group in self.param_groups:
        #     for p in group["params"]:
        #         g, state = p.grad, self.state[p]
        # state 是字典，每个参数一份，放 v / state is a dictionary, one for each parameter: keep v in it
        raise NotImplementedError("请写出动量的更新 / write the momentum update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
w = torch.tensor(start, dtype=torch.float32, requires_grad=True)
optimizer = Momentum([w], lr=0.003, momentum=0.9)
try:
    for step in range(150):
        optimizer.zero_grad()
        loss = torch.mean((torch.tensor(x) @ w - torch.tensor(y)) ** 2)
        if step % 10 == 0:
            print(step, loss.item())
        loss.backward()
        optimizer.step()
except NotImplementedError as todo:
    print(todo)

# lab3.faster
# 从同一个起点、用同一个学习率训练梯度下降和动量 / train gradient descent and momentum from the same start at the same rate

# lab3.nesterov
class Nesterov(torch.optim.Optimizer):
    """g ← ∇L(θ + αv); v ← αv - εg; θ ← θ + v"""

    def __init__(self, params, lr=0.001, momentum=0.9):
        super().__init__(params, dict(lr=lr, momentum=momentum))

    @torch.no_grad()
    def step(self, closure=None):
        # for group in self.param_groups:
        #     for p in group["params"]:
        #         g, state = p.grad, self.state[p]
        # state 是字典，每个参数一份，放 v / state is a dictionary, one for each parameter: keep v in it
        # 变量里存的可以就是超前点 θ + αv，梯度就在那里求 / the variable may hold the look-ahead point θ + αv, where the gradient is taken
        raise NotImplementedError("请写出 Nesterov 的更新 / write Nesterov's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
w = torch.tensor(start, dtype=torch.float32, requires_grad=True)
optimizer = Nesterov([w], lr=0.003, momentum=0.9)
try:
    for step in range(150):
        optimizer.zero_grad()
        loss = torch.mean((torch.tensor(x) @ w - torch.tensor(y)) ** 2)
        if step % 10 == 0:
            print(step, loss.item())
        loss.backward()
        optimizer.step()
except NotImplementedError as todo:
    print(todo)

# lab3.builtin
# 在这里用 torch.optim.SGD(momentum=…) 训练线性回归 / train the linear regression with torch.optim.SGD(momentum=…) here
