# expect: lab6.adam passed | observed torch
import math
import torch
from torch.utils.data import TensorDataset, DataLoader

torch.manual_seed(0)
X = torch.randn(64, 2)
y = X @ torch.tensor([[1.0], [-2.0]]) + 0.5
dl = DataLoader(TensorDataset(X, y), batch_size=16, shuffle=True)
params = [torch.zeros(2, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
m = [torch.zeros_like(p) for p in params]
v = [torch.zeros_like(p) for p in params]
base_lr, b1, b2, eps = 0.1, 0.9, 0.999, 1e-8
t = 0
for epoch in range(40):
    lr = base_lr * 0.95 ** epoch
    for xb, yb in dl:
        t += 1
        loss = ((xb @ params[0] + params[1] - yb) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for i, p in enumerate(params):
                m[i].mul_(b1).add_(p.grad, alpha=1 - b1)
                v[i].mul_(b2).addcmul_(p.grad, p.grad, value=1 - b2)
                mh = m[i] / (1 - b1 ** t)
                vh = v[i] / (1 - b2 ** t)
                p -= lr * mh / (vh.sqrt() + eps)
                p.grad.zero_()
    print(epoch, loss.item())
