# expect: lab3.momentum passed; lab3.nesterov not_found | update-function torch
import torch

# 手写线性回归 + 动量，一步训练
def momentum_train_step(w, b, x, y, vw, vb, lr=0.01, momentum=0.9):
    y_hat = x @ w + b
    loss = ((y_hat - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        vw.mul_(momentum).sub_(lr * w.grad)
        vb.mul_(momentum).sub_(lr * b.grad)
        w += vw
        b += vb
        w.grad.zero_()
        b.grad.zero_()
    return loss.item()
