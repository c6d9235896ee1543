# expect: lab4.builtin passed | observed tf1
import numpy as np
import tensorflow as tf

class Model(object):
    def __init__(self, lr):
        self.x = tf.placeholder(tf.float32, [None, 3])
        self.y = tf.placeholder(tf.float32, [None])
        self.w = tf.Variable(tf.truncated_normal([3, 1], stddev=0.1, seed=1))
        self.b = tf.Variable(0.0)
        self.pred = tf.squeeze(tf.matmul(self.x, self.w), 1) + self.b
        self.loss = tf.reduce_mean(tf.square(self.pred - self.y))
        self.train_op = tf.train.AdagradOptimizer(lr).minimize(self.loss)

def next_batch(x, y, size):
    idx = np.random.choice(len(x), size, replace=False)
    return x[idx], y[idx]

np.random.seed(0)
x = np.random.randn(500, 3); y = x.dot([1., 2., -1.]) + 0.3
m = Model(0.5)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for i in range(500):
    bx, by = next_batch(x, y, 32)
    _, l = sess.run([m.train_op, m.loss], {m.x: bx, m.y: by})
    if i % 100 == 0: print(i, l)
    if l < 1e-6: break
sess.close()
