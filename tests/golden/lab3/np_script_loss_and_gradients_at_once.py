# expect: lab3.momentum passed; lab3.nesterov passed | observed numpy
import numpy as np
np.random.seed(11)
X = np.random.randn(64, 2); Y = X @ [1.5, -0.5] + 0.3
lr, alpha = 0.05, 0.9

def loss_and_grad(w, b):
    r = X @ w + b - Y
    return (r**2).mean(), 2*X.T@r/len(X), 2*r.mean()

# 动量
w, b = np.zeros(2), 0.0
vw, vb = np.zeros(2), 0.0
for t in range(120):
    L, gw, gb = loss_and_grad(w, b)
    vw = alpha*vw - lr*gw
    vb = alpha*vb - lr*gb
    w = w + vw
    b = b + vb
print("momentum", L)

# nesterov
w, b = np.zeros(2), 0.0
vw, vb = np.zeros(2), 0.0
for t in range(120):
    L, gw, gb = loss_and_grad(w + alpha*vw, b + alpha*vb)
    vw = alpha*vw - lr*gw
    vb = alpha*vb - lr*gb
    w = w + vw
    b = b + vb
print("nesterov", L)
