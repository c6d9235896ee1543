# expect: lab3.momentum failed state-not-kept | observed torch
import torch
x = torch.rand(40, 1)
y = 2 * x + 1
w = torch.zeros(1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
lr, momentum = 0.1, 0.9
for i in range(200):
    v_w = torch.zeros(1)
    v_b = torch.zeros(1)
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
