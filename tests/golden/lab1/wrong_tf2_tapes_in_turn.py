# expect: lab1.method3 failed coordinates-in-turn | observed tf2
import numpy as np
import tensorflow as tf

x = np.random.RandomState(0).rand(30, 1).astype('float32') * 2
y = 3 * x - 1
w = tf.Variable([[0.0]])
b = tf.Variable([0.0])
lr = 0.1


def loss_fn():
    return tf.reduce_mean((tf.matmul(x, w) + b - y) ** 2)


for i in range(500):
    for var in [w, b]:
        with tf.GradientTape() as tape:
            loss = loss_fn()
        var.assign_sub(lr * tape.gradient(loss, var))
    if i % 100 == 0:
        print(i, loss.numpy())
