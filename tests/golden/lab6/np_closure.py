# expect: lab6.adam passed | update-function numpy
import numpy as np


def create_adam(lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m, v = {}, {}
    t = 0

    def update(params, grads):
        nonlocal t
        t += 1
        for key in params:
            m[key] = beta1 * m.get(key, 0.0) + (1 - beta1) * grads[key]
            v[key] = beta2 * v.get(key, 0.0) + (1 - beta2) * grads[key] ** 2
            mh = m[key] / (1 - beta1 ** t)
            vh = v[key] / (1 - beta2 ** t)
            params[key] = params[key] - lr * mh / (np.sqrt(vh) + eps)
        return params

    return update
