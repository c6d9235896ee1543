# expect: lab5.rmsprop failed decay-swapped; lab5.nesterov not_found | observed torch
import torch

torch.manual_seed(0)
X = torch.randn(64, 2)
y = X @ torch.tensor([[1.5], [-0.5]]) + 0.3
W = torch.zeros(2, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
sW, sb = torch.zeros(2, 1), torch.zeros(1)
lr, rho, eps = 0.01, 0.9, 1e-6
for epoch in range(200):
    loss = ((X @ W + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        sW = (1 - rho) * sW + rho * W.grad ** 2
        sb = (1 - rho) * sb + rho * b.grad ** 2
        W -= lr * W.grad / torch.sqrt(sW + eps)
        b -= lr * b.grad / torch.sqrt(sb + eps)
        W.grad.zero_()
        b.grad.zero_()
    if epoch % 50 == 0:
        print(epoch, loss.item())
