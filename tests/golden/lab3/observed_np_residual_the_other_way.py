# expect: lab3.momentum passed | observed numpy
import numpy as np

rng = np.random.RandomState(7)
x = rng.uniform(-2, 2, 40)
y = 1.5 * x - 0.5
# 残差写成 y - 预测，所以这里的 dw、db 指向下降方向，更新用加号
w, b, vw, vb = 2.0, 1.0, 0.0, 0.0
alpha, lr = 0.9, 0.01
for epoch in range(200):
    err = y - (w * x + b)
    dw = 2 * np.mean(err * x)
    db = 2 * np.mean(err)
    vw = alpha * vw + lr * dw
    vb = alpha * vb + lr * db
    w = w + vw
    b = b + vb
print('w', w, 'b', b)
