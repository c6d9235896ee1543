# expect: lab4.compare passed; lab4.builtin passed | observed tf1
import tensorflow as tf
import numpy as np

# 实验四：AdaGrad 与 GD 对比
rng = np.random.RandomState(2)
xs = rng.randn(40, 2).astype(np.float32)
ys = xs.dot(np.float32([[3.], [-1.]]))


def train(optimizer):
    tf.reset_default_graph()
    x = tf.placeholder(tf.float32, [None, 2])
    y = tf.placeholder(tf.float32, [None, 1])
    w = tf.Variable(tf.zeros([2, 1]))
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    op = optimizer().minimize(loss)
    out = []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for i in range(100):
            _, l = sess.run([op, loss], feed_dict={x: xs, y: ys})
            out.append(l)
    return out


loss_gd = train(lambda: tf.train.GradientDescentOptimizer(0.1))
loss_ada = train(lambda: tf.train.AdagradOptimizer(0.1))
print('GD 前两步', loss_gd[:2])
print('AdaGrad 前两步', loss_ada[:2])
print('GD 比 AdaGrad 快')
