# expect: lab2.linear not_found; lab2.exponential not_found | schedule numpy
# the losses of plain descent fall by one factor in every step
import numpy as np

w, loss_values, y_hist = 4.0, [], []
for step in range(40):
    w -= 0.1 * w
    loss_values.append(0.5 * w * w)
    y_hist.append(w)
x_train = np.linspace(1.0, 0.5, 40)
