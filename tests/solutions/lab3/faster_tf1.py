"""Gradient descent and momentum from the same start: losses, numbers of steps, a conclusion."""

import numpy as np
import tensorflow as tf

x_data = np.random.RandomState(2).uniform(0.0, 3.0, (40, 2)).astype(np.float32)
y_data = x_data @ np.array([[2.0], [1.0]], np.float32)

losses, steps = {}, {}
optimizers = {"gd": tf.train.GradientDescentOptimizer(0.02), "momentum": tf.train.MomentumOptimizer(0.02, 0.9)}
for method, optimizer in optimizers.items():
    w = tf.Variable(tf.zeros([2, 1]))
    loss = tf.reduce_mean(tf.square(tf.matmul(x_data, w) - y_data))
    train_op = optimizer.minimize(loss, var_list=[w])
    losses[method] = []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(3000):
            value, _ = sess.run([loss, train_op])
            losses[method].append(value)
            if value < 1e-6:
                steps[method] = step
                break

early = min(losses, key=lambda name: losses[name][5])
late = min(steps, key=steps.get)
print("steps:", steps)
print(early, "is faster at first")
print(late, "is faster in the end")
