# expect: lab5.rmsprop failed bias-correction-added | observed tf1
import numpy as np
import tensorflow as tf

xs = np.linspace(-1, 1, 50).reshape(-1, 1)
xs = np.hstack([xs, np.ones_like(xs)])
ys = xs.dot([[2.0], [1.0]])
X = tf.placeholder(tf.float32, [None, 2])
Y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable([[0.5], [0.0]])
loss = tf.reduce_mean(tf.square(tf.matmul(X, w) - Y))
grad = tf.gradients(loss, [w])[0]
count = tf.Variable(0.0)
t = count.assign_add(1.0)
cache = tf.Variable(tf.zeros([2, 1]))
new = tf.assign(cache, 0.9 * cache + 0.1 * tf.square(grad))
step = tf.assign_sub(w, 0.05 * grad / (tf.sqrt(new / (1 - 0.9**t)) + 1e-7))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(150):
        sess.run(step, {X: xs, Y: ys})
    print(sess.run(loss, {X: xs, Y: ys}))
