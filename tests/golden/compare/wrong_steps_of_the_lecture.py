# expect: compare.first10 passed; compare.convergence failed report-differs | observed tf1
import tensorflow as tf
import numpy as np

x = np.array([[1., 2.], [2., 0.5], [3., 5.], [4., 3.5], [5., 6.5], [6., 7.], [2.5, 9.], [1.5, 4.5]], dtype=np.float32)
t = x.dot(np.array([[3.], [-2.]], dtype=np.float32))


def train(opt):
    tf.reset_default_graph()
    w = tf.Variable(tf.zeros([2, 1]))
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - t))
    op = opt().minimize(loss)
    history = []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(1000):
            l, _ = sess.run([loss, op])
            history.append(l)
    return history


gd = train(lambda: tf.train.GradientDescentOptimizer(0.003))
mom = train(lambda: tf.train.MomentumOptimizer(0.003, 0.9))
nag = train(lambda: tf.train.MomentumOptimizer(0.003, 0.9, use_nesterov=True))
losses = {"gd": gd[:10], "momentum": mom[:10], "nesterov": nag[:10]}
steps = {"gd": 911, "momentum": 144, "nesterov": 36}
