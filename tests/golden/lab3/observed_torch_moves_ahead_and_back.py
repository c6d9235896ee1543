# expect: lab3.nesterov passed | observed torch
import torch
torch.manual_seed(0)
x = torch.rand(80, 1)
y = 2 * x - 1
w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
vw, vb = torch.zeros(1, 1), torch.zeros(1)
lr, mu = 0.03, 0.9
for step in range(150):
    with torch.no_grad():
        w += mu * vw
        b += mu * vb
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= mu * vw
        b -= mu * vb
        vw = mu * vw - lr * w.grad
        vb = mu * vb - lr * b.grad
        w += vw
        b += vb
        w.grad.zero_()
        b.grad.zero_()
    if step % 10 == 0:
        print("nesterov", step, loss.item())
