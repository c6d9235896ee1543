# expect: lab3.faster failed report-differs,claim-differs; lab3.builtin passed | observed tf1
import tensorflow as tf
import numpy as np

x_data = np.array([[1., 5.], [2., 1.], [3., 2.], [4., 8.]], dtype=np.float32)
y_data = x_data.dot([[2.], [1.]]).astype(np.float32)


def build(opt):
    tf.reset_default_graph()
    w = tf.Variable(tf.zeros([2, 1]))
    loss = tf.reduce_mean(tf.square(tf.matmul(x_data, w) - y_data))
    train = opt().minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(3000):
            c, _ = sess.run([loss, train])
            if c < 1e-6:
                break
    return i


build(lambda: tf.train.GradientDescentOptimizer(0.003))
build(lambda: tf.train.MomentumOptimizer(0.003, 0.9))
gd_steps = 30
momentum_steps = 900
faster = 'GD'
