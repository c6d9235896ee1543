# expect: lab3.momentum passed | observed tf2
import numpy as np
import tensorflow as tf
rng = np.random.default_rng(5)
x = rng.uniform(-1, 1, (100, 1)).astype("float32")
y = 2 * x + 1
W = tf.Variable([[0.0]])
B = tf.Variable([0.0])
mw, mb = tf.zeros([1, 1]), tf.zeros([1])
for step in range(300):
    i = rng.integers(100)
    with tf.GradientTape() as t:
        loss = tf.reduce_sum((tf.matmul(x[i:i+1], W) + B - y[i:i+1]) ** 2)
    dW, dB = t.gradient(loss, [W, B])
    mw = 0.9 * mw + dW
    mb = 0.9 * mb + dB
    W.assign(W - 0.01 * mw)
    B.assign(B - 0.01 * mb)
    if step % 50 == 0:
        print("momentum", step, float(loss))
