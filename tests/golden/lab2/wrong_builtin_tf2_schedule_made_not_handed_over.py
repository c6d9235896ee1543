# expect: lab2.builtin failed rate-not-used | observed tf2
import tensorflow as tf

xs = tf.linspace(0.0, 2.0, 40)
ys = 3.0 * xs - 1.0
w, b = tf.Variable(0.1), tf.Variable(0.0)

rate = tf.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.3, decay_steps=5, decay_rate=0.96)
sgd = tf.optimizers.SGD(0.1)

for step in range(150):
    with tf.GradientTape() as t:
        cost = tf.reduce_mean((w * xs + b - ys) ** 2)
    dw, db = t.gradient(cost, [w, b])
    sgd.apply_gradients([(dw, w), (db, b)])
    if step % 50 == 0:
        print(step, float(rate(step)), float(cost))
