# expect: lab3.momentum passed; lab3.nesterov passed; lab4.adagrad passed; lab5.rmsprop passed; lab5.nesterov passed; lab6.adam passed | observed torch
"""每种方法各训练一遍线性回归，更新都写在循环里。"""
import torch

torch.manual_seed(0)
x = torch.rand(100, 1)
y = 3 * x + 2


def new_weights():
    return torch.zeros(1, 1, requires_grad=True), torch.zeros(1, requires_grad=True)


def gradients(w, b):
    loss = ((x @ w + b - y) ** 2).mean()
    loss.backward()
    dw, db = w.grad.clone(), b.grad.clone()
    w.grad.zero_()
    b.grad.zero_()
    return loss.item(), dw, db


# 动量
w, b = new_weights()
vw, vb = torch.zeros(1, 1), torch.zeros(1)
for i in range(200):
    loss, dw, db = gradients(w, b)
    vw = 0.9 * vw - 0.05 * dw
    vb = 0.9 * vb - 0.05 * db
    with torch.no_grad():
        w += vw
        b += vb
print('momentum', loss)

# Nesterov
w, b = new_weights()
vw, vb = torch.zeros(1, 1), torch.zeros(1)
for i in range(200):
    loss, dw, db = gradients(w, b)
    vw = 0.9 * vw - 0.05 * dw
    vb = 0.9 * vb - 0.05 * db
    with torch.no_grad():
        w += 0.9 * vw - 0.05 * dw
        b += 0.9 * vb - 0.05 * db
print('nesterov', loss)

# AdaGrad
w, b = new_weights()
rw, rb = torch.zeros(1, 1), torch.zeros(1)
for i in range(300):
    loss, dw, db = gradients(w, b)
    rw = rw + dw ** 2
    rb = rb + db ** 2
    with torch.no_grad():
        w -= 0.5 * dw / (rw.sqrt() + 1e-7)
        b -= 0.5 * db / (rb.sqrt() + 1e-7)
print('adagrad', loss)

# RMSProp
w, b = new_weights()
rw, rb = torch.zeros(1, 1), torch.zeros(1)
for i in range(400):
    loss, dw, db = gradients(w, b)
    rw = 0.9 * rw + 0.1 * dw ** 2
    rb = 0.9 * rb + 0.1 * db ** 2
    with torch.no_grad():
        w -= 0.01 * dw / (rw + 1e-6).sqrt()
        b -= 0.01 * db / (rb + 1e-6).sqrt()
print('rmsprop', loss)

# RMSProp + Nesterov
w, b = new_weights()
rw, rb = torch.zeros(1, 1), torch.zeros(1)
vw, vb = torch.zeros(1, 1), torch.zeros(1)
for i in range(400):
    loss, dw, db = gradients(w, b)
    rw = 0.9 * rw + 0.1 * dw ** 2
    rb = 0.9 * rb + 0.1 * db ** 2
    gw = 0.002 * dw / (rw + 1e-6).sqrt()
    gb = 0.002 * db / (rb + 1e-6).sqrt()
    vw = 0.9 * vw - gw
    vb = 0.9 * vb - gb
    with torch.no_grad():
        w += 0.9 * vw - gw
        b += 0.9 * vb - gb
print('rmsprop nesterov', loss)

# Adam
w, b = new_weights()
sw, sb = torch.zeros(1, 1), torch.zeros(1)
rw, rb = torch.zeros(1, 1), torch.zeros(1)
for t in range(1, 401):
    loss, dw, db = gradients(w, b)
    sw, sb = 0.9 * sw + 0.1 * dw, 0.9 * sb + 0.1 * db
    rw, rb = 0.999 * rw + 0.001 * dw ** 2, 0.999 * rb + 0.001 * db ** 2
    with torch.no_grad():
        w -= 0.05 * (sw / (1 - 0.9 ** t)) / ((rw / (1 - 0.999 ** t)).sqrt() + 1e-8)
        b -= 0.05 * (sb / (1 - 0.9 ** t)) / ((rb / (1 - 0.999 ** t)).sqrt() + 1e-8)
print('adam', loss)
