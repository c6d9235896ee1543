# expect: lab3.momentum passed | observed torch
import torch
torch.manual_seed(0)
X = torch.randn(64, 1)
y = 2 * X + 0.5
w = torch.zeros(1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
vw = torch.zeros(1)
vb = torch.zeros(1)
for step in range(300):
    lr = 0.05 * 0.99 ** step
    loss = ((w * X + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        vw = 0.9 * vw - lr * w.grad
        vb = 0.9 * vb - lr * b.grad
        w += vw
        b += vb
        w.grad.zero_()
        b.grad.zero_()
    if step % 50 == 0:
        print(step, loss.item(), lr)
