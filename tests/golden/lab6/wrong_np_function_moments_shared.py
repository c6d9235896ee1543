# expect: lab6.adam failed state-shared | update-function numpy
import numpy as np
cache = {"m": 0, "v": 0}
def adam(params, grads, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    for k in params:
        cache["m"] = beta1 * cache["m"] + (1 - beta1) * grads[k]
        cache["v"] = beta2 * cache["v"] + (1 - beta2) * grads[k] ** 2
        mh = cache["m"] / (1 - beta1 ** t)
        vh = cache["v"] / (1 - beta2 ** t)
        params[k] -= lr * mh / (np.sqrt(vh) + eps)
    return params
