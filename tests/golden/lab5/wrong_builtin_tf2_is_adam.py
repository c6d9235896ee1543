# expect: lab5.builtin failed different-algorithm | observed tf2
import tensorflow as tf
from tensorflow import optimizers

# 作业：使用内置的 RMSProp
x = tf.linspace(0.0, 1.0, 30)
y = 2 * x + 1
theta = tf.Variable([0.0, 0.0])
opt = optimizers.Adam(0.05)
for i in range(300):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((theta[0] * x + theta[1] - y) ** 2)
    opt.apply_gradients([(tape.gradient(loss, theta), theta)])
print(theta.numpy())
