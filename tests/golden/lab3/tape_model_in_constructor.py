# expect: lab3.momentum passed; lab3.nesterov not_found | gradient-tape tf2
import tensorflow as tf
class SGDMomentum:
    def __init__(self, model, lr=0.01, momentum=0.9):
        self.model = model
        self.lr = lr
        self.momentum = momentum
        self.velocity = [tf.Variable(tf.zeros_like(w)) for w in model.trainable_variables]
    def update(self, gradients):
        for var, v, g in zip(self.model.trainable_variables, self.velocity, gradients):
            v.assign(self.momentum * v - self.lr * g)
            var.assign(var + v)
