"""Lab 1, method two in Keras 3: y = x w + b."""

import keras
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
x = rng.uniform(-1, 1, (80, 1)).astype("float32")
y = (2 * x + 1 + 0.05 * rng.normal(size=(80, 1))).astype("float32")
learning_rate = 0.3


def variables():
    return tf.Variable([[0.0]]), tf.Variable([0.0])


def loss_of(w, b):
    return tf.reduce_mean(tf.square(x @ w + b - y))


def method2():
    w, b = variables()
    optimizer = keras.optimizers.SGD(learning_rate)
    for _ in range(60):
        with tf.GradientTape() as tape:
            loss = loss_of(w, b)
        optimizer.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
    print(float(loss))


method2()
