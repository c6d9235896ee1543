# expect: lab3.momentum passed | observed tf2
import tensorflow as tf
import numpy as np
x = np.linspace(0, 1, 50).reshape(-1, 1).astype("float32")
y = 2 * x - 1
w = tf.constant([[0.0]])
b = tf.constant([0.0])
vw, vb = tf.zeros([1, 1]), tf.zeros([1])
lr, mu = 0.03, 0.9
for step in range(150):
    with tf.GradientTape() as tape:
        tape.watch([w, b])
        loss = tf.reduce_mean((x @ w + b - y) ** 2)
    gw, gb = tape.gradient(loss, [w, b])
    vw = mu * vw - lr * gw
    vb = mu * vb - lr * gb
    w = w + vw
    b = b + vb
    if step % 10 == 0:
        print("momentum", step, float(loss))
