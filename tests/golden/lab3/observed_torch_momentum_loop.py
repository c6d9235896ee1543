# expect: lab3.momentum passed | observed torch
import torch

torch.manual_seed(3)
x = torch.rand(40, 1)
y = 2 * x + 1
w = torch.zeros(1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
v_w = torch.zeros(1)
v_b = torch.zeros(1)
lr, momentum = 0.1, 0.9
for i in range(300):
    loss = ((w * x + b - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        v_w = momentum * v_w - lr * w.grad
        v_b = momentum * v_b - lr * b.grad
        w += v_w
        b += v_b
        w.grad.zero_()
        b.grad.zero_()
print(loss.item())
