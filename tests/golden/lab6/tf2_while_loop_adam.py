# expect: lab6.adam passed | observed tf2
import tensorflow as tf

x = tf.linspace([-1.0], [1.0], 50)
y = 2.0 * x - 0.3
w = tf.Variable([[0.0]])
b = tf.Variable([0.0])
ms = [tf.Variable(tf.zeros_like(v)) for v in (w, b)]
vs = [tf.Variable(tf.zeros_like(v)) for v in (w, b)]


@tf.function
def train(steps):
    last = tf.constant(0.0)
    for k in tf.range(steps):
        t = tf.cast(k + 1, tf.float32)
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(x @ w + b - y))
        last = loss
        for var, g, m, v in zip((w, b), tape.gradient(loss, (w, b)), ms, vs):
            m.assign(0.9 * m + 0.1 * g)
            v.assign(0.999 * v + 0.001 * g**2)
            var.assign_sub(0.05 * (m / (1 - 0.9**t)) / (tf.sqrt(v / (1 - 0.999**t)) + 1e-8))
    return last


print(train(tf.constant(250)).numpy(), w.numpy(), b.numpy())
