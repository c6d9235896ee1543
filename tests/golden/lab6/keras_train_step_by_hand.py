# expect: lab6.adam passed | observed keras
# homework 6 - Adam inside a custom train_step
import keras
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(5)
x = rng.uniform(-1, 1, (80, 2)).astype("float32")
y = (x @ np.array([[2.0], [-1.0]], "float32") + 0.5).astype("float32")


class Regressor(keras.Model):
    def __init__(self):
        super().__init__()
        self.out = keras.layers.Dense(1)

    def call(self, inputs):
        return self.out(inputs)

    def prepare(self, lr):
        self.lr = lr
        self.k = tf.Variable(0, dtype=tf.int64, trainable=False)
        self.first = [tf.Variable(tf.zeros(v.shape), trainable=False) for v in self.trainable_variables]
        self.second = [tf.Variable(tf.zeros(v.shape), trainable=False) for v in self.trainable_variables]

    def train_step(self, data):
        inputs, targets = data
        with tf.GradientTape() as tape:
            error = self(inputs, training=True) - targets
            loss = tf.reduce_mean(error * error)
        grads = tape.gradient(loss, self.trainable_variables)
        self.k.assign_add(1)
        k = tf.cast(self.k, tf.float32)
        for var, g, s, r in zip(self.trainable_variables, grads, self.first, self.second):
            s.assign(0.9 * s + 0.1 * g)
            r.assign(0.999 * r + 0.001 * g * g)
            s_hat = s / (1.0 - 0.9**k)
            r_hat = r / (1.0 - 0.999**k)
            var.assign_sub(self.lr * s_hat / (tf.sqrt(r_hat) + 1e-8))
        return {"loss": loss}


model = Regressor()
model(x[:1])
model.prepare(0.1)
model.compile()
history = model.fit(x, y, batch_size=80, epochs=60, verbose=0)
print(history.history["loss"][::20])
