"""实验六：Adam / Lab 6: Adam"""

import numpy as np
import torch

# lab6.adam
class Adam(torch.optim.Optimizer):
    """t ← t + 1; s ← ρ₁s + (1-ρ₁)g; r ← ρ₂r + (1-ρ₂) g⊙g; θ ← θ - ε ŝ / (√r̂ + δ)"""

    def __init__(self, params, lr=0.001, beta_1=0.9, beta_2=0.999, eps=1e-8):
        super().__init__(params, dict(lr=lr, beta_1=beta_1, beta_2=beta_2, eps=eps))

    @torch.no_grad()
    def step(self, closure=None):
        # for group in self.param_groups:
        #     for p in group["params"]:
        #         g, state = p.grad, self.state[p]
        # state 是字典，每个参数一份，放 s、r / state is a dictionary, one for each parameter: keep s, r in it
        # t 每一步只加一，不是每个变量各加一次 / t grows by one in each step, not once for every variable
        raise NotImplementedError("请写出 Adam 的更新 / write Adam's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
w = torch.tensor(start, dtype=torch.float32, requires_grad=True)
optimizer = Adam([w], lr=1.0)
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

# lab6.builtin
# 在这里用 torch.optim.Adam 训练线性回归 / train the linear regression with torch.optim.Adam here
