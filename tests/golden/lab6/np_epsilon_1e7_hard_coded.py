# expect: lab6.adam passed | update-function numpy
import numpy as np

EPS = 1e-7


def adam_update(params, grads, state, lr=0.001, beta1=0.9, beta2=0.999):
    state["t"] = state.get("t", 0) + 1
    for k in params:
        m = state.setdefault("m_" + k, np.zeros_like(params[k]))
        v = state.setdefault("v_" + k, np.zeros_like(params[k]))
        m[...] = beta1 * m + (1 - beta1) * grads[k]
        v[...] = beta2 * v + (1 - beta2) * grads[k] ** 2
        m_hat = m / (1 - beta1 ** state["t"])
        v_hat = v / (1 - beta2 ** state["t"])
        params[k] = params[k] - lr * m_hat / (np.sqrt(v_hat) + EPS)
    return params, state
