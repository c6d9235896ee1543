# expect: lab3.momentum passed; lab3.nesterov not_found | update-function numpy
def update_variables_momentum(alpha, beta1, var, grad, v):
    """alpha: learning rate, beta1: momentum weight"""
    v_new = beta1 * v + grad
    var_new = var - alpha * v_new
    return var_new, v_new
