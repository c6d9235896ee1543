# expect: lab3.momentum not_found; lab3.nesterov passed | gradient-tape tf2
import tensorflow as tf
class NAG:
    def __init__(self, lr=0.01, alpha=0.9):
        self.lr = lr
        self.alpha = alpha
        self.v = None
    def minimize(self, loss_fn, var_list):
        if self.v is None:
            self.v = [tf.Variable(tf.zeros_like(t)) for t in var_list]
        for t, v in zip(var_list, self.v):
            t.assign_add(self.alpha * v)
        with tf.GradientTape() as tape:
            loss = loss_fn()
        grads = tape.gradient(loss, var_list)
        for t, v, g in zip(var_list, self.v, grads):
            t.assign_sub(self.alpha * v)
            v.assign(self.alpha * v - self.lr * g)
            t.assign_add(v)
        return loss
