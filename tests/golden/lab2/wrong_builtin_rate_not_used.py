# expect: lab2.builtin failed rate-not-used | observed tf1
import tensorflow as tf
import numpy as np

xs = np.arange(10, dtype=np.float32) / 10
ys = 4 * xs + 1
w = tf.Variable([0.0])
b = tf.Variable([0.0])
cost = tf.reduce_mean((xs * w + b - ys) ** 2)
step_counter = tf.train.get_or_create_global_step()
lr = tf.train.exponential_decay(0.3, step_counter, 5, 0.96)
train = tf.train.GradientDescentOptimizer(0.1).minimize(cost, global_step=step_counter)
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for epoch in range(150):
        s.run(train)
        print(epoch, s.run(lr))
