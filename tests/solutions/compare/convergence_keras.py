"""Keras: one variable per method, its gradient by hand over a tape."""

import keras
import numpy as np
import tensorflow as tf

x = tf.constant(np.random.default_rng(1).uniform(0.0, 4.0, (30, 2)), tf.float32)
y = tf.matmul(x, tf.constant([[1.0], [-2.0]]))

optimizers = {
    "gd": keras.optimizers.SGD(learning_rate=0.05),
    "momentum": keras.optimizers.SGD(learning_rate=0.05, momentum=0.9),
    "nesterov": keras.optimizers.SGD(learning_rate=0.05, momentum=0.9, nesterov=True),
}
losses, steps = {}, {}
for method, optimizer in optimizers.items():
    w = tf.Variable(tf.zeros((2, 1)))
    losses[method] = []
    for step in range(2000):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
        if step < 10:
            losses[method].append(float(loss))
        if loss < 1e-6:
            steps[method] = step
            break
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])

print(losses, steps)
