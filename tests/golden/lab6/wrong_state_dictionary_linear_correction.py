# expect: lab6.adam failed bias-correction-linear | update-function numpy
import numpy as np

def adam_update(w, grad, state, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
    state['step'] = state.get('step', 0) + 1
    t = state['step']
    state['exp_avg'] = b1 * state.get('exp_avg', 0) + (1 - b1) * grad
    state['exp_avg_sq'] = b2 * state.get('exp_avg_sq', 0) + (1 - b2) * grad ** 2
    m_hat = state['exp_avg'] / (1 - b1 * t)
    v_hat = state['exp_avg_sq'] / (1 - b2 * t)
    return w - lr * m_hat / (np.sqrt(v_hat) + eps), state
