# expect: lab6.adam failed no-second-bias-correction | update-function numpy
import numpy as np

@np.vectorize
def adam(w, g, m, v, t, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """标量写法，np.vectorize 逐元素调用"""
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    mh = m / (1 - beta1 ** t)
    return w - lr * mh / (np.sqrt(v) + eps), m, v
