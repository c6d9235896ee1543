# expect: lab4.adagrad passed | update-function numpy
import numpy as np

sqr = {}


def sgd_adagrad(params, grads, lr, eps=1e-6):
    for key in params:
        sqr.setdefault(key, np.zeros_like(params[key]))
        sqr[key] += grads[key] ** 2
        params[key] -= lr / np.sqrt(sqr[key] + eps) * grads[key]


p = {"w": np.array([1.0, 2.0]), "b": np.array([0.5])}
for i in range(20):
    sgd_adagrad(p, {"w": 2 * p["w"], "b": 2 * p["b"]}, 0.1)
print(p)
