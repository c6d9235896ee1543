# expect: lab3.momentum passed; lab3.nesterov passed | gradient-tape tf2
import tensorflow as tf

class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.v = lr, momentum, None
    def minimize(self, loss_fn, var_list):
        if self.v is None:
            self.v = [tf.zeros_like(x) for x in var_list]
        with tf.GradientTape() as tape:
            loss = loss_fn()
        grads = tape.gradient(loss, var_list)
        for i, (var, g) in enumerate(zip(var_list, grads)):
            self.v[i] = self.momentum * self.v[i] - self.lr * g
            var.assign_add(self.v[i])
        return loss

class Nesterov(Momentum):
    def minimize(self, loss_fn, var_list):
        if self.v is None:
            self.v = [tf.zeros_like(x) for x in var_list]
        for var, v in zip(var_list, self.v):
            var.assign_add(self.momentum * v)
        with tf.GradientTape() as tape:
            loss = loss_fn()
        grads = tape.gradient(loss, var_list)
        for i, (var, g) in enumerate(zip(var_list, grads)):
            new = self.momentum * self.v[i] - self.lr * g
            var.assign_add(new - self.momentum * self.v[i])
            self.v[i] = new
        return loss
