# expect: lab6.builtin passed | observed keras
import keras
import numpy as np
import tensorflow as tf


class Regressor(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)

    def call(self, inputs):
        return self.dense(inputs)

    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((self(x, training=True) - y) ** 2)
        grads = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(grads, self.trainable_variables))
        return {"loss": loss}


x = np.random.rand(128, 1).astype("float32")
y = 2 * x + 1
model = Regressor()
model.compile(optimizer=keras.optimizers.Adam(0.05))
history = model.fit(x, y, epochs=60, batch_size=32, verbose=0)
print(history.history["loss"][-1])
