"""Gradient descent and adagrad from the same start: losses, numbers of steps, a conclusion."""

import keras
import numpy as np
import tensorflow as tf

x = tf.constant(np.random.default_rng(2).uniform(0.0, 3.0, (40, 2)), tf.float32)
y = tf.matmul(x, tf.constant([[2.0], [1.0]]))

optimizers = {"gd": keras.optimizers.SGD(0.1), "adagrad": keras.optimizers.Adagrad(0.5)}
losses, steps = {}, {}
for method, optimizer in optimizers.items():
    w = tf.Variable(tf.zeros((2, 1)))
    losses[method] = []
    for step in range(1000):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
        losses[method].append(float(loss))
        if loss < 1e-6:
            steps[method] = step
            break
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])

faster = {"early": min(losses, key=lambda name: losses[name][5]), "late": min(steps, key=steps.get)}
print(steps, faster)
