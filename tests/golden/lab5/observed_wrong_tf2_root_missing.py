# expect: lab5.rmsprop failed missing-root | observed tf2
import tensorflow as tf
import numpy as np

# 生成数据 y = 3x + 1
x_data = np.linspace(-1, 1, 100).astype(np.float32)
y_data = 3 * x_data + 1 + 0.01 * np.random.RandomState(0).randn(100).astype(np.float32)

w = tf.Variable(0.0)
b = tf.Variable(0.0)
r_w = tf.Variable(0.0)
r_b = tf.Variable(0.0)
rho = 0.9
delta = 1e-6
learning_rate = 0.002

for i in range(120):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(w * x_data + b - y_data))
    dw, db = tape.gradient(loss, [w, b])
    r_w.assign(rho * r_w + (1 - rho) * dw * dw)
    r_b.assign(rho * r_b + (1 - rho) * db * db)
    w.assign_sub(learning_rate * dw / (r_w + delta))
    b.assign_sub(learning_rate * db / (r_b + delta))
    if i % 20 == 0:
        print(i, loss.numpy(), w.numpy(), b.numpy())
