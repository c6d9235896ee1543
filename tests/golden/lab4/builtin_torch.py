# expect: lab4.builtin passed | observed torch
import torch

x = torch.linspace(0, 1, 40).unsqueeze(1)
y = 3 * x - 0.5
w = torch.nn.Parameter(torch.zeros(1, 1))
b = torch.nn.Parameter(torch.zeros(1))
opt = torch.optim.Adagrad([w, b], lr=0.3)
for i in range(200):
    opt.zero_grad()
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    opt.step()
print("loss", loss.item())
