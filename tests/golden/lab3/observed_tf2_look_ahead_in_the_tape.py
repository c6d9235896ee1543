# expect: lab3.nesterov passed | observed tf2
import numpy as np
import tensorflow as tf

x = np.random.RandomState(1).rand(80, 1).astype("float32")
y = 2 * x - 1
w = tf.Variable([[0.0]])
b = tf.Variable([0.0])
vw, vb = tf.zeros([1, 1]), tf.zeros([1])
lr, mu = 0.03, 0.9

for step in range(150):
    with tf.GradientTape() as tape:
        w_ahead, b_ahead = w + mu * vw, b + mu * vb
        loss = tf.reduce_mean((x @ w_ahead + b_ahead - y) ** 2)
    gw, gb = tape.gradient(loss, [w, b])
    vw = mu * vw - lr * gw
    vb = mu * vb - lr * gb
    w.assign_add(vw)
    b.assign_add(vb)
    if step % 10 == 0:
        print("nesterov", step, float(loss))
