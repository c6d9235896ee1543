# expect: lab3.nesterov passed | observed tf2
import numpy as np
import tensorflow as tf

x = np.random.RandomState(1).rand(80, 1).astype("float32")
y = 2 * x - 1
w = tf.Variable([[0.0]])
b = tf.Variable([0.0])
vw = tf.Variable([[0.0]])
vb = tf.Variable([0.0])
lr, mu = 0.03, 0.9
for step in range(150):
    w.assign_add(mu * vw)
    b.assign_add(mu * vb)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((x @ w + b - y) ** 2)
    gw, gb = tape.gradient(loss, [w, b])
    w.assign_sub(mu * vw)
    b.assign_sub(mu * vb)
    vw.assign(mu * vw - lr * gw)
    vb.assign(mu * vb - lr * gb)
    w.assign_add(vw)
    b.assign_add(vb)
    if step % 10 == 0:
        print("nesterov", step, loss.numpy())
