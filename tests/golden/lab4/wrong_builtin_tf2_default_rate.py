# expect: lab4.builtin failed not-converged | observed tf2
import tensorflow as tf

# 默认学习率 0.001 太小，几乎不动
x = tf.constant([0.0, 0.5, 1.0, 1.5, 2.0])
y = 10.0 * x - 20.0
w = tf.Variable(0.0)
b = tf.Variable(0.0)
opt = tf.optimizers.Adagrad()
for i in range(100):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * x + b - y) ** 2)
    opt.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
    if i % 20 == 0:
        print(i, float(loss))
