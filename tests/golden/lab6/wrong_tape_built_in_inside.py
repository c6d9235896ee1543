# expect: lab6.adam failed built-in-used | gradient-tape keras
import tensorflow as tf
class Adam:
    def __init__(self, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
        self.inner = tf.keras.optimizers.Adam(learning_rate=lr, beta_1=b1, beta_2=b2, epsilon=eps)
        self.n = tf.Variable(0)
    def apply_gradients(self, grads_and_vars):
        self.n.assign_add(1)
        self.inner.apply_gradients(grads_and_vars)
