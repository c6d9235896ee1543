# expect: lab6.adam passed | observed torch
import torch

torch.manual_seed(0)
X = torch.randn(64, 2)
Y = X @ torch.tensor([[1.5], [-0.5]]) + 2.0
w = torch.zeros(2, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
params = [w, b]
ms = [torch.zeros_like(p) for p in params]
vs = [torch.zeros_like(p) for p in params]
lr = 0.05
for i in range(100):
    t = i + 1
    loss = ((X @ w + b - Y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        for p, m, v in zip(params, ms, vs):
            g = p.grad
            m.copy_(0.9 * m + 0.1 * g)
            v.copy_(0.999 * v + 0.001 * g * g)
            mh = m / (1 - 0.9 ** t)
            vh = v / (1 - 0.999 ** t)
            if i == 60 and p is b:
                raise ValueError("stop")
            p -= lr * mh / (vh.sqrt() + 1e-8)
            p.grad.zero_()
