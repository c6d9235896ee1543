"""实验四：AdaGrad / Lab 4: AdaGrad"""

import numpy as np
import torch

# lab4.adagrad
class AdaGrad(torch.optim.Optimizer):
    """r ← r + g⊙g; θ ← θ - ε / (δ + √r) ⊙ g"""

    def __init__(self, params, lr=0.001, eps=1e-7):
        super().__init__(params, dict(lr=lr, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        # for group in self.param_groups:
        #     for p in group["params"]:
        #         g, state = p.grad, self.state[p]
        # state 是字典，每个参数一份，放 r / state is a dictionary, one for each parameter: keep r in it
        raise NotImplementedError("请写出 AdaGrad 的更新 / write AdaGrad's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
w = torch.tensor(start, dtype=torch.float32, requires_grad=True)
optimizer = AdaGrad([w], lr=2.0)
try:
    for step in range(200):
        optimizer.zero_grad()
        loss = torch.mean((torch.tensor(x) @ w - torch.tensor(y)) ** 2)
        if step % 10 == 0:
            print(step, loss.item())
        loss.backward()
        optimizer.step()
except NotImplementedError as todo:
    print(todo)

# lab4.compare
# 从同一个起点训练梯度下降和 AdaGrad / train gradient descent and AdaGrad from the same start

# lab4.builtin
# 在这里用 torch.optim.Adagrad 训练线性回归 / train the linear regression with torch.optim.Adagrad here
