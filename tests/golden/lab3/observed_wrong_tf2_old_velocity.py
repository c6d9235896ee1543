# expect: lab3.momentum failed old-velocity-applied | observed tf2
import tensorflow as tf

x = tf.reshape(tf.linspace(-1.0, 1.0, 50), (-1, 1))
y = 2.0 * x + 1.0
w, b = tf.Variable([[0.0]]), tf.Variable([0.0])
vw, vb = tf.zeros([1, 1]), tf.zeros([1])
for epoch in range(200):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((x @ w + b - y) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_add(vw)
    b.assign_add(vb)
    vw, vb = 0.9 * vw - 0.05 * dw, 0.9 * vb - 0.05 * db
print(float(loss))
