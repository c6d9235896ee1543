# expect: lab1.method3 passed | observed tf2
# the persistent tape keeps the forward values: the gradient of b is still that of the old w
import numpy as np
import tensorflow as tf

x = np.random.RandomState(0).rand(30, 1).astype('float32') * 2
y = 3 * x - 1
w = tf.Variable([[0.0]])
b = tf.Variable([0.0])
lr = 0.1
for i in range(500):
    with tf.GradientTape(persistent=True) as tape:
        loss = tf.reduce_mean((tf.matmul(x, w) + b - y) ** 2)
    w.assign_sub(lr * tape.gradient(loss, w))
    b.assign_sub(lr * tape.gradient(loss, b))
    del tape
    if i % 100 == 0:
        print(i, loss.numpy())
