# expect: lab3.momentum failed sign-flipped; lab3.nesterov not_found | gradient-tape tf2
import tensorflow as tf
class Momentum:
    def __init__(self, learning_rate=0.01, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum
        self.velocities = {}
    def update(self, var, grad):
        key = var.ref()
        if key not in self.velocities:
            self.velocities[key] = tf.Variable(tf.zeros_like(var))
        v = self.velocities[key]
        v.assign(self.momentum * v + self.learning_rate * grad)
        var.assign_add(v)
