# expect: lab3.momentum passed; lab3.nesterov passed | gradient-tape tf2
import tensorflow as tf
class Momentum:
    def __init__(self, lr=0.01, momentum=0.9, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.v = None
    def step(self, vars, grads):
        if self.v is None:
            self.v = [tf.zeros_like(x) for x in vars]
        for i, (var, g) in enumerate(zip(vars, grads)):
            self.v[i] = self.momentum * self.v[i] - self.lr * g
            if self.nesterov:
                var.assign_add(self.momentum * self.v[i] - self.lr * g)
            else:
                var.assign_add(self.v[i])
