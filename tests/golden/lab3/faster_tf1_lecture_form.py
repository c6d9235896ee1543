# expect: lab3.faster passed; lab3.builtin passed | observed tf1
import tensorflow as tf
import numpy as np

np.random.seed(0)
x = np.random.rand(16, 2).astype(np.float32) * 4
y = x @ np.array([[2.0], [1.0]], np.float32)


def fit(name, opt):
    tf.reset_default_graph()
    w = tf.get_variable("w", initializer=np.zeros([2, 1], np.float32))
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    train_op = opt().minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(5000):
            l, _ = sess.run([loss, train_op])
            if l < 1e-6:
                print(name, "steps:", i)
                return


fit("GD", lambda: tf.train.GradientDescentOptimizer(0.01))
fit("Momentum", lambda: tf.train.MomentumOptimizer(0.01, 0.9))
