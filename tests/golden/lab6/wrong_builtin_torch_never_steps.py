# expect: lab6.builtin failed built-in-not-run | observed torch
import torch

w = torch.tensor([1.0], requires_grad=True)
optimizer = torch.optim.Adam([w], lr=0.01)
for i in range(20):
    loss = (w - 3).pow(2).sum()
    loss.backward()
    print(i, loss.item())
