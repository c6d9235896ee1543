# expect: lab1.method3 failed sign-flipped,diverged | observed tf1
import tensorflow as tf
import numpy as np

x = np.arange(10, dtype=np.float32) / 10
y = 4 * x + 1
w, b = tf.Variable(0.0), tf.Variable(0.0)
loss = tf.reduce_mean((x * w + b - y) ** 2)
opt = tf.train.Optimizer(False, "my")
gvs = opt.compute_gradients(loss, [w, b])
step = [v.assign_add(0.2 * g) for g, v in gvs]
with tf.Session() as s:
    s.run(tf.global_variables_initializer())
    for k in range(60):
        s.run(step)
        print(k, s.run(loss))
