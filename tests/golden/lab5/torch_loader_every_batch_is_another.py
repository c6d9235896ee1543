# expect: lab5.rmsprop passed | observed torch
import torch

torch.manual_seed(3)
X = torch.randn(60, 2)
Y = X @ torch.tensor([[1.5], [-0.5]]) + 2.0
lr = 0.02
rho = 0.9
eps = 1e-8
w = torch.zeros(2, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
params = [w, b]
s = {i: torch.zeros_like(p) for i, p in enumerate(params)}
loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(X, Y), batch_size=20, shuffle=True)
for epoch in range(30):
    for xb, yb in loader:
        loss = (((xb @ w + b) - yb) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for i, p in enumerate(params):
                g = p.grad
                s[i] = rho * s[i] + (1 - rho) * g * g
                p -= lr * g / (torch.sqrt(s[i]) + eps)
            for p in params:
                p.grad.zero_()
    print(epoch, loss.item())
