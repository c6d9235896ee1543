# expect: lab4.adagrad passed; lab4.compare failed claim-differs | observed numpy
import numpy as np

x = np.linspace(0, 1, 30)
t = 2 * x + 1
w, b = 0.0, 0.0
gd = []
for i in range(3000):
    p = w * x + b
    gd.append(float(((p - t) ** 2).mean()))
    dw = (2 * (p - t) * x).mean()
    db = (2 * (p - t)).mean()
    w -= 0.3 * dw
    b -= 0.3 * db

w, b = 0.0, 0.0
rw, rb = 0.0, 0.0
ada = []
for i in range(3000):
    p = w * x + b
    ada.append(float(((p - t) ** 2).mean()))
    dw = (2 * (p - t) * x).mean()
    db = (2 * (p - t)).mean()
    rw += dw ** 2
    rb += db ** 2
    w -= 0.03 * dw / (rw ** 0.5 + 1e-7)
    b -= 0.03 * db / (rb ** 0.5 + 1e-7)

losses = {"gd": gd, "adagrad": ada}
# AdaGrad 比梯度下降更快
faster = "adagrad"
