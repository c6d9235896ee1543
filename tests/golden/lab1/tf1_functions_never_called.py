# expect: lab1.method1 passed; lab1.method2 passed; lab1.method3 not_started | observed tf1
"""实验一：三个函数，忘了调用"""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(3)
X = rng.uniform(-2, 2, size=(60, 1)).astype(np.float32)
Y = (1.7 * X - 0.6 + rng.normal(0, 0.3, size=(60, 1))).astype(np.float32)


def model():
    w = tf.Variable(tf.zeros([1, 1]))
    b = tf.Variable(tf.zeros([1]))
    return w, b, tf.losses.mean_squared_error(Y, tf.matmul(X, w) + b)


def train(op, loss, steps=150):
    sess = tf.Session()
    sess.run(tf.global_variables_initializer())
    for i in range(steps):
        sess.run(op)
    print("最终代价", sess.run(loss))


def train_method1():
    """方法一"""
    w, b, loss = model()
    train(tf.train.GradientDescentOptimizer(0.1).minimize(loss), loss)


def train_method2():
    """方法二"""
    w, b, loss = model()
    opt = tf.train.GradientDescentOptimizer(0.1)
    train(opt.apply_gradients(opt.compute_gradients(loss)), loss)


def train_method3():
    """方法三：作业"""
    raise NotImplementedError("请自己写更新 / write the update yourself")
