# expect: lab6.adam not_started | update-function numpy
def adam(params, grads, state, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    """Adam 的一步。TODO"""
    pass
