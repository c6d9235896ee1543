# expect: lab3.momentum not_found; lab3.nesterov failed lookahead-sign | update-function torch
import torch

velocity = torch.zeros(2)
torch.manual_seed(0)
x = torch.rand(50, 2)
y = x @ torch.tensor([2.0, -1.0])


def gradient(w):
    return 2 * x.T @ (x @ w - y) / len(y)


def nesterov(w, grad_f, lr=0.001, momentum=0.9):
    global velocity
    if velocity.shape != w.shape:
        velocity = torch.zeros_like(w)
    g = grad_f(w - momentum * velocity)
    velocity.mul_(momentum).sub_(lr * g)
    return w + velocity


w = torch.zeros(2)
for i in range(100):
    w = nesterov(w, gradient, lr=0.05)
print(w)
