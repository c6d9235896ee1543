# expect: lab1.method3 failed coordinates-in-turn | observed tf1
import tensorflow.compat.v1 as tf
import numpy as np
tf.disable_v2_behavior()
x_data = np.random.rand(100).astype(np.float32); y_data = x_data * 0.1 + 0.3
W = tf.Variable(tf.zeros([1])); b = tf.Variable(tf.zeros([1]))
loss = tf.reduce_mean(tf.square(W * x_data + b - y_data))
opt = tf.train.Optimizer(False, 'own')
gv = opt.compute_gradients(loss, [W, b])
ops = [v.assign_sub(0.3 * g) for g, v in gv]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(300):
        sess.run(ops[0])
        sess.run(ops[1])
        if step % 20 == 0: print(step, sess.run(loss))
