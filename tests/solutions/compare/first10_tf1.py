"""The lecture's own form: three trainings one after the other, each prints its losses and its number of steps."""

import numpy as np
import tensorflow as tf

x_data = np.random.RandomState(1).uniform(0.0, 4.0, (30, 2)).astype(np.float32)
y_data = x_data @ np.array([[1.0], [-2.0]], np.float32)

optimizers = [
    tf.train.GradientDescentOptimizer(0.02),
    tf.train.MomentumOptimizer(0.02, 0.9),
    tf.train.MomentumOptimizer(0.02, 0.9, use_nesterov=True),
]

for optimizer in optimizers:
    w = tf.Variable(tf.zeros([2, 1]))
    loss = tf.reduce_mean(tf.square(tf.matmul(x_data, w) - y_data))
    train_op = optimizer.minimize(loss, var_list=[w])
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(5000):
            loss_res, _ = sess.run([loss, train_op])
            if i < 10:
                print("step %d: %f" % (i, loss_res))
            if loss_res < 1e-6:
                print("number of steps: %d" % i)
                break
