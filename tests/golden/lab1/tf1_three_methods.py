# expect: lab1.method1 passed; lab1.method2 passed; lab1.method3 passed | observed tf1
# 实验一 线性回归 三种方法
import numpy as np
import tensorflow as tf

np.random.seed(1)
x_data = np.random.rand(100).astype(np.float32)
y_data = 3 * x_data + 2 + 0.05 * np.random.randn(100).astype(np.float32)
learning_rate = 0.3


def build():
    tf.reset_default_graph()
    x = tf.placeholder(tf.float32)
    y = tf.placeholder(tf.float32)
    w = tf.Variable(0.0, name="w")
    b = tf.Variable(0.0, name="b")
    loss = tf.reduce_mean(tf.square(w * x + b - y))
    return x, y, w, b, loss


def run(train_op, x, y, w, b, loss):
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(200):
            _, l = sess.run([train_op, loss], feed_dict={x: x_data, y: y_data})
            if i % 50 == 0:
                print(i, l)
        print(sess.run([w, b]))


def method1():
    x, y, w, b, loss = build()
    opt = tf.train.GradientDescentOptimizer(learning_rate)
    run(opt.minimize(loss), x, y, w, b, loss)


def method2():
    x, y, w, b, loss = build()
    opt = tf.train.GradientDescentOptimizer(learning_rate)
    gv = opt.compute_gradients(loss, [w, b])
    run(opt.apply_gradients(gv), x, y, w, b, loss)


def method3():
    x, y, w, b, loss = build()
    opt = tf.train.Optimizer(use_locking=False, name="CustomOptimizer")
    gv = opt.compute_gradients(loss, [w, b])
    train_op = [v.assign_sub(g * learning_rate) for g, v in gv]
    run(train_op, x, y, w, b, loss)


method1()
method2()
method3()
