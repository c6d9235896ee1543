# expect: lab3.momentum passed; lab3.nesterov not_found | gradient-tape tf2
import tensorflow as tf
def momentum_step(w, b, x, y, vw, vb, lr=0.01, mu=0.9):
    with tf.GradientTape() as tape:
        y_hat = tf.matmul(x, w) + b
        loss = tf.reduce_mean(tf.square(y_hat - y))
    dw, db = tape.gradient(loss, [w, b])
    vw.assign(mu * vw - lr * dw)
    vb.assign(mu * vb - lr * db)
    w.assign_add(vw)
    b.assign_add(vb)
    return loss
