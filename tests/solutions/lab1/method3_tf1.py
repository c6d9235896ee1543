"""Lab 1, method three in TensorFlow 1: y = x w + b."""

import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(100).astype(np.float32)
y_data = (2 * x_data + 1 + 0.05 * rng.randn(100)).astype(np.float32)
learning_rate = 0.5
steps = 200


def model():
    w, b = tf.Variable(0.0), tf.Variable(0.0)
    loss = tf.reduce_mean(tf.square(w * x_data + b - y_data))
    return w, b, loss


def train(train_op, loss):
    with tf.Session() as session:
        session.run(tf.global_variables_initializer())
        for step in range(steps):
            _, value = session.run([train_op, loss])
            if step % 50 == 0:
                print(step, value)


def method3():
    w, b, loss = model()
    base = tf.train.Optimizer(use_locking=False, name="CustomOptimizer")
    grads_and_vars = base.compute_gradients(loss, [w, b])
    train([gv[1].assign_sub(gv[0] * learning_rate) for gv in grads_and_vars], loss)


method3()
