# expect: lab1.method1 passed; lab1.method2 passed; lab1.method3 passed | observed tf1
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(2)
xs = rng.rand(100).astype(np.float32)
ys = xs * 0.1 + 0.3

def build():
    tf.reset_default_graph()
    W = tf.Variable(tf.random_uniform([1], -1.0, 1.0, seed=1))
    b = tf.Variable(tf.zeros([1]))
    loss = tf.reduce_mean(tf.square(W * xs + b - ys))
    return W, b, loss

def run(train, W, b, loss, steps=200):
    hist = []
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(steps):
            sess.run(train)
            hist.append(sess.run(loss))
        print(sess.run(W), sess.run(b))
    return hist

# 1. minimize
W, b, loss = build()
h1 = run(tf.train.GradientDescentOptimizer(0.5).minimize(loss), W, b, loss)

# 2. compute_gradients + apply_gradients
W, b, loss = build()
opt = tf.train.GradientDescentOptimizer(0.5)
pairs = opt.compute_gradients(loss, var_list=[W, b])
h2 = run(opt.apply_gradients(pairs), W, b, loss)

# 3. own
W, b, loss = build()
gW, gb = tf.gradients(loss, [W, b])
h3 = run([tf.assign(W, W - 0.5 * gW), tf.assign(b, b - 0.5 * gb)], W, b, loss)
print(h1[-1], h2[-1], h3[-1])
