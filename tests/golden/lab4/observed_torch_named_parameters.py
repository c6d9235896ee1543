# expect: lab4.adagrad passed | observed torch
import torch

torch.manual_seed(0)
X = torch.randn(64, 2)
y = X @ torch.tensor([[1.5], [-0.5]]) + 0.3
net = torch.nn.Linear(2, 1)
loss_fn = torch.nn.MSELoss()
cache = {name: torch.zeros_like(p) for name, p in net.named_parameters()}
lr, eps = 0.1, 1e-10
for epoch in range(200):
    loss = loss_fn(net(X), y)
    net.zero_grad()
    loss.backward()
    with torch.no_grad():
        for name, p in net.named_parameters():
            cache[name] += p.grad ** 2
            p -= lr * p.grad / (cache[name].sqrt() + eps)
    if epoch % 50 == 0:
        print(epoch, loss.item())
