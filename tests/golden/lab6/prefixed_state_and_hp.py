# expect: lab6.adam passed | update-function numpy
import numpy as np
def update_parameters(params, grads, opt_state, hp):
    """hp: dict(lr, beta1, beta2, eps); Adam"""
    opt_state['t'] = opt_state.get('t', 0) + 1
    for k in params:
        opt_state.setdefault('m_' + k, np.zeros_like(params[k]))
        opt_state.setdefault('v_' + k, np.zeros_like(params[k]))
        opt_state['m_' + k] = hp['beta1'] * opt_state['m_' + k] + (1 - hp['beta1']) * grads['d' + k]
        opt_state['v_' + k] = hp['beta2'] * opt_state['v_' + k] + (1 - hp['beta2']) * grads['d' + k] ** 2
        mhat = opt_state['m_' + k] / (1 - hp['beta1'] ** opt_state['t'])
        vhat = opt_state['v_' + k] / (1 - hp['beta2'] ** opt_state['t'])
        params[k] = params[k] - hp['lr'] * mhat / (np.sqrt(vhat) + hp['eps'])
    return params, opt_state
