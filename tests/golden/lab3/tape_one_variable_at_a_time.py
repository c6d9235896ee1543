# expect: lab3.momentum passed; lab3.nesterov not_found | gradient-tape tf2
import tensorflow as tf
import numpy as np

x = tf.constant(np.linspace(-1, 1, 20).reshape(-1, 1), dtype=tf.float32)
y = 2.0 * x + 1.0
w = tf.Variable(tf.random.normal([1, 1]))
b = tf.Variable(tf.zeros([1]))
vw = tf.Variable(tf.zeros_like(w))
vb = tf.Variable(tf.zeros_like(b))

def momentum_update(var, velocity, grad, lr=0.01, alpha=0.9):
    velocity.assign(alpha * velocity - lr * grad)
    var.assign_add(velocity)

for step in range(20):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
    dw, db = tape.gradient(loss, [w, b])
    momentum_update(w, vw, dw)
    momentum_update(b, vb, db)
print(loss.numpy())
