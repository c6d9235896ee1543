# expect: lab6.adam failed bias-correction-constant | observed tf2
import tensorflow as tf

X = tf.random.stateless_normal([64, 2], [3, 1])
Y = X @ tf.constant([[1.0], [-2.0]]) + 1.0
w = tf.Variable(tf.zeros([2, 1]))
b = tf.Variable(tf.zeros([1]))
params = [w, b]
ms = [tf.Variable(tf.zeros_like(p)) for p in params]
vs = [tf.Variable(tf.zeros_like(p)) for p in params]
t = [0]


@tf.function
def adam_update(grads):
    for p, g, m, v in zip(params, grads, ms, vs):
        m.assign(0.9 * m + 0.1 * g)
        v.assign(0.999 * v + 0.001 * g * g)
        p.assign_sub(0.01 * (m / (1 - 0.9 ** t[0])) / (tf.sqrt(v / (1 - 0.999 ** t[0])) + 1e-8))


for i in range(160):
    t[0] += 1
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((X @ w + b - Y) ** 2)
    adam_update(tape.gradient(loss, params))
print(float(loss))
