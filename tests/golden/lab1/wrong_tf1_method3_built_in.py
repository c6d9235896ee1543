# expect: lab1.method3 failed built-in-used | observed tf1
import tensorflow as tf
import numpy as np

x_train = np.array([1, 2, 3, 4], dtype=np.float32)
y_train = np.array([0, -1, -2, -3], dtype=np.float32)


def method_three():
    """方法三"""
    w = tf.Variable([0.3])
    b = tf.Variable([-0.3])
    err = w * x_train + b - y_train
    loss = tf.reduce_sum(err * err)
    optimizer = tf.train.GradientDescentOptimizer(0.01)
    gvs = optimizer.compute_gradients(loss)
    train = optimizer.apply_gradients(gvs)
    sess = tf.Session()
    sess.run(tf.global_variables_initializer())
    for i in range(1000):
        sess.run(train)
    print(sess.run([w, b, loss]))


method_three()
