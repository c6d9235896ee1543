# expect: lab3.momentum failed old-velocity-applied | observed numpy
import numpy as np

np.random.seed(49)
X = np.random.normal(size=(60, 3))
y = X @ np.array([1.0, -2.0, 0.5]) + 0.7


ALPHA = 0.02
GAMMA = 0.9
w = np.zeros(3)
b = 0.0
z = {'w': np.zeros_like(w), 'b': 0.0}
for t in range(1, 151):
    err = X @ w + b - y
    dw = 2 * X.T @ err / len(y)
    db = 2 * err.mean()
    w = w - ALPHA * z['w']
    b = b - ALPHA * z['b']
    z['w'] = GAMMA * z['w'] + dw
    z['b'] = GAMMA * z['b'] + db
print(w, b)
