# expect: lab5.nesterov passed | observed tf2
import tensorflow as tf
import numpy as np
x = np.linspace(-1, 1, 40).astype(np.float32)
y = 2 * x + 1
w, b = tf.Variable(0.0), tf.Variable(0.0)
rw, rb, vw, vb = [tf.Variable(0.0) for _ in range(4)]
lr, rho, alpha, eps = 0.01, 0.9, 0.5, 1e-8
for step in range(160):
    w_ = w + alpha * vw
    b_ = b + alpha * vb
    with tf.GradientTape() as tape:
        tape.watch([w_, b_])
        loss = tf.reduce_mean((w_ * x + b_ - y) ** 2)
    gw, gb = tape.gradient(loss, [w_, b_])
    rw.assign(rho * rw + (1 - rho) * gw ** 2)
    rb.assign(rho * rb + (1 - rho) * gb ** 2)
    vw.assign(alpha * vw - lr / tf.sqrt(rw + eps) * gw)
    vb.assign(alpha * vb - lr / tf.sqrt(rb + eps) * gb)
    w.assign_add(vw)
    b.assign_add(vb)
    if step % 50 == 0:
        print("rmsprop nesterov", step, float(loss))
