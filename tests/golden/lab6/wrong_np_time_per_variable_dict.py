# expect: lab6.adam failed time-per-variable | update-function numpy
import numpy as np


def adam(params, grads, state, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    for k in params:
        state['t'] = state.get('t', 0) + 1        # 步数加一
        state['m' + k] = beta1 * state.get('m' + k, 0) + (1 - beta1) * grads[k]
        state['v' + k] = beta2 * state.get('v' + k, 0) + (1 - beta2) * grads[k] ** 2
        m_hat = state['m' + k] / (1 - beta1 ** state['t'])
        v_hat = state['v' + k] / (1 - beta2 ** state['t'])
        params[k] = params[k] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return params, state
