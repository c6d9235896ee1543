# expect: lab6.adam passed | update-function numpy
import numpy as np


def make_adam(step_size, b1=0.9, b2=0.999, eps=1e-8):
    """JAX 的写法：三个函数，参数在状态里"""

    def init(params):
        return params, np.zeros_like(params), np.zeros_like(params)

    def update(i, grad, opt_state):
        x, m, v = opt_state
        m = b1 * m + (1 - b1) * grad
        v = b2 * v + (1 - b2) * grad * grad
        x = x - step_size * (m / (1 - b1 ** (i + 1))) / (np.sqrt(v / (1 - b2 ** (i + 1))) + eps)
        return x, m, v

    def get_params(opt_state):
        return opt_state[0]

    return init, update, get_params
