# expect: lab6.adam passed | gradient-tape keras
import tensorflow as tf
from tensorflow import keras

class Adam:
    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon
        self.iterations = tf.Variable(0, dtype=tf.int64, trainable=False)
        self.m = None
        self.v = None

    def apply_gradients(self, grads_and_vars):
        grads, vars_ = zip(*grads_and_vars)
        if self.m is None:
            self.m = [tf.Variable(tf.zeros_like(v), trainable=False) for v in vars_]
            self.v = [tf.Variable(tf.zeros_like(v), trainable=False) for v in vars_]
        self.iterations.assign_add(1)
        t = tf.cast(self.iterations, tf.float32)
        lr_t = self.learning_rate * tf.sqrt(1. - tf.pow(self.beta_2, t)) / (1. - tf.pow(self.beta_1, t))
        for m, v, g, var in zip(self.m, self.v, grads, vars_):
            m.assign(self.beta_1 * m + (1. - self.beta_1) * g)
            v.assign(self.beta_2 * v + (1. - self.beta_2) * tf.square(g))
            var.assign_sub(lr_t * m / (tf.sqrt(v) + self.epsilon))

model = keras.Sequential([keras.layers.Dense(1, input_shape=(1,))])
opt = Adam(0.05)
xs = tf.random.normal([32, 1]); ys = 3 * xs + 2
for e in range(5):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((model(xs) - ys) ** 2)
    g = tape.gradient(loss, model.trainable_variables)
    opt.apply_gradients(zip(g, model.trainable_variables))
    print(e, float(loss))
