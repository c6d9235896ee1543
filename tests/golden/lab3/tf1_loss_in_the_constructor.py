# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class tf1
import tensorflow as tf
class MomentumOptimizer:
    """Made with the loss and the variables; ``step`` takes nothing and is called once."""

    def __init__(self, loss, tvars, lr=0.001, momentum=0.9):
        self.grads = tf.gradients(loss, tvars)
        self.vars = tvars
        self.lr, self.momentum = lr, momentum
        self.v = [tf.Variable(tf.zeros(t.shape), trainable=False) for t in tvars]
    def step(self):
        ops = []
        for g, w, v in zip(self.grads, self.vars, self.v):
            ops.append(w.assign_add(v.assign(self.momentum * v - self.lr * g)))
        return tf.group(*ops)
