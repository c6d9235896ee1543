# expect: lab3.momentum failed old-velocity-applied | observed numpy
import numpy as np
rng = np.random.default_rng(1)
x = rng.random(50); y = 3 * x + 2
w, b = 0.0, 0.0
v_w, v_b = 0.0, 0.0
lr, beta = 0.05, 0.9
for i in range(200):
    err = w * x + b - y
    gw, gb = 2 * np.mean(err * x), 2 * np.mean(err)
    w = w + v_w
    b = b + v_b
    v_w = beta * v_w - lr * gw
    v_b = beta * v_b - lr * gb
print("momentum", w, b)
