# expect: lab2.builtin passed | observed tf2
import numpy as np
import tensorflow as tf

# 实验二作业：用内置的指数衰减改进实验一
x = np.linspace(-1, 1, 50).astype('float32')
y = 2 * x + 0.5

w = tf.Variable(0.0)
b = tf.Variable(0.0)

lr = tf.optimizers.schedules.ExponentialDecay(0.3, decay_steps=5, decay_rate=0.96, staircase=True)
opt = tf.optimizers.SGD(learning_rate=lr)


@tf.function
def train_step():
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(w * x + b - y))
    opt.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
    return loss


for i in range(100):
    l = train_step()
    if i % 10 == 0:
        print(i, l.numpy())
print(w.numpy(), b.numpy())
