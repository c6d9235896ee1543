# expect: lab3.momentum passed; lab3.nesterov not_found | gradient-tape tf2
import tensorflow as tf

w = tf.Variable([0.0, 0.0])
v = tf.Variable([0.0, 0.0])
x = tf.random.uniform((50, 2), seed=1)
y = tf.linalg.matvec(x, tf.constant([2.0, -1.0]))


def momentum_step(w, grad, lr=0.001, momentum=0.9):
    if v.shape != w.shape:
        raise ValueError("velocity is for two weights")
    v.assign(momentum * v - lr * grad)
    w.assign_add(v)


for step in range(100):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.linalg.matvec(x, w) - y) ** 2)
    momentum_step(w, tape.gradient(loss, w), lr=0.05)
print(w.numpy())
