# expect: lab3.nesterov passed | update-function tf1
import tensorflow as tf

mu = 0.9


def nesterov_update(var, grad, velocity, lr):
    """returns the two assign ops (velocity first)"""
    old = velocity.read_value()
    new = mu * old - lr * grad
    with tf.control_dependencies([old]):
        set_v = velocity.assign(new)
    step = var.assign_add((1 + mu) * new - mu * old)
    return step, set_v


sess = tf.Session()
