# expect: lab6.adam passed | update-function numpy
def update_variables_Adam(alpha, beta1, beta2, epsilon, var, grad, v, s, t):
    """
    alpha is the learning rate
    v is the previous first moment of var
    s is the previous second moment of var
    t is the time step used for bias correction, from 1
    Returns: the updated variable, the new first moment, and the new second moment
    """
    v = beta1 * v + (1 - beta1) * grad
    s = beta2 * s + (1 - beta2) * grad * grad
    v_corrected = v / (1 - beta1 ** t)
    s_corrected = s / (1 - beta2 ** t)
    var = var - alpha * (v_corrected / (epsilon + s_corrected ** 0.5))
    return var, v, s
