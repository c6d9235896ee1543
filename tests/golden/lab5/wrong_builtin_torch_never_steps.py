# expect: lab5.builtin failed built-in-not-run | observed torch
import torch

# 实验五作业：torch.optim.RMSprop
x = torch.randn(50, 2, generator=torch.Generator().manual_seed(1))
y = x @ torch.tensor([1.0, -3.0])
w = torch.zeros(2, requires_grad=True)
rms = torch.optim.RMSprop([w], lr=0.05)
print(rms)
losses = []
for i in range(100):
    rms.zero_grad()
    loss = ((x @ w - y) ** 2).mean()
    losses.append(loss.item())
    loss.backward()
print(losses[-1])
