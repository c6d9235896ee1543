# expect: lab5.rmsprop passed; lab5.nesterov not_found | update-function numpy
import numpy as np


def rmsprop_init(params):
    return {"d" + key: np.zeros_like(value) for key, value in params.items()}


def rmsprop_update(params, grads, s, rho=0.9, lr=0.001):
    for l in range(len(params) // 2):
        s["dW" + str(l)] = rho * s["dW" + str(l)] + (1 - rho) * grads["dW" + str(l)] ** 2
        s["db" + str(l)] = rho * s["db" + str(l)] + (1 - rho) * grads["db" + str(l)] ** 2
        params["W" + str(l)] = params["W" + str(l)] - lr * grads["dW" + str(l)] / np.sqrt(s["dW" + str(l)] + 1e-6)
        params["b" + str(l)] = params["b" + str(l)] - lr * grads["db" + str(l)] / np.sqrt(s["db" + str(l)] + 1e-6)
    return params
