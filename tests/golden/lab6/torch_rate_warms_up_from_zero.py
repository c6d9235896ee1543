# expect: lab6.adam passed | observed torch
import torch

x = torch.linspace(-1, 1, 50, dtype=torch.float64).reshape(-1, 1)
X = torch.cat([x, torch.ones_like(x)], 1)
y = 2 * x + 1
w = torch.zeros(2, 1, dtype=torch.float64, requires_grad=True)
m, v = torch.zeros_like(w), torch.zeros_like(w)
for step in range(400):
    lr = 0.1 * min(1.0, step / 20)
    loss = ((X @ w - y) ** 2).mean()
    (g,) = torch.autograd.grad(loss, w)
    t = step + 1
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    with torch.no_grad():
        w -= lr * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)).sqrt() + 1e-8)
print(loss.item())
