# expect: lab3.momentum passed; lab3.nesterov passed | observed tf2
import tensorflow as tf

x = tf.reshape(tf.range(0.0, 2.0, 0.1), (-1, 1))
y = 1.5 * x + 2.0


def momentum_training(lr=0.05, alpha=0.9, n=200):
    w, b = tf.Variable([[0.5]]), tf.Variable([0.0])
    vw, vb = tf.zeros_like(w), tf.zeros_like(b)
    for _ in range(n):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(x @ w + b - y))
        gw, gb = tape.gradient(loss, [w, b])
        vw = alpha * vw - lr * gw
        vb = alpha * vb - lr * gb
        w.assign_add(vw)
        b.assign_add(vb)
    print("momentum", loss.numpy())


def nesterov_training(lr=0.05, alpha=0.9, n=200):
    w, b = tf.Variable([[0.5]]), tf.Variable([0.0])
    vw, vb = tf.zeros_like(w), tf.zeros_like(b)
    for _ in range(n):
        w_ahead = w + alpha * vw
        b_ahead = b + alpha * vb
        with tf.GradientTape() as tape:
            tape.watch([w_ahead, b_ahead])
            loss = tf.reduce_mean(tf.square(x @ w_ahead + b_ahead - y))
        gw, gb = tape.gradient(loss, [w_ahead, b_ahead])
        vw = alpha * vw - lr * gw
        vb = alpha * vb - lr * gb
        w.assign_add(vw)
        b.assign_add(vb)
    print("nesterov", loss.numpy())


momentum_training()
nesterov_training()
