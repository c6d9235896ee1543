# expect: lab6.adam failed shape-broadcast | observed tf2
import tensorflow as tf
import numpy as np
X = np.random.rand(60, 2).astype(np.float32)
Y = X @ np.array([3, 2], np.float32) + 1
w = tf.Variable(tf.zeros([2, 1])); b = tf.Variable(tf.zeros([1]))
m = [tf.zeros_like(w), tf.zeros_like(b)]; v = [tf.zeros_like(w), tf.zeros_like(b)]
for t in range(1, 301):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(X, w) + b - Y))
    gs = tape.gradient(loss, [w, b])
    for i, (p, g) in enumerate(zip([w, b], gs)):
        m[i] = 0.9 * m[i] + 0.1 * g
        v[i] = 0.999 * v[i] + 0.001 * g * g
        p.assign_sub(0.05 * m[i] / (1 - 0.9 ** t) / (tf.sqrt(v[i] / (1 - 0.999 ** t)) + 1e-8))
    if t % 100 == 0: print(t, float(loss))
