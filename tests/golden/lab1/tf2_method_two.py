# expect: lab1.method2 passed | observed tf2
import numpy as np
import tensorflow as tf

# 方法二：先求梯度，再 apply_gradients
x_data = np.linspace(-1, 1, 100).astype(np.float32)
y_data = 3 * x_data + 1

w, b = tf.Variable(0.0), tf.Variable(0.0)
opt = tf.optimizers.SGD(0.1)
for i in range(300):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(w * x_data + b - y_data))
    grads = tape.gradient(loss, [w, b])
    grads_and_vars = list(zip(grads, [w, b]))
    opt.apply_gradients(grads_and_vars)
print(w.numpy(), b.numpy(), loss.numpy())
