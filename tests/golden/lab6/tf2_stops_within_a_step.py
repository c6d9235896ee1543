# expect: lab6.adam passed | observed tf2
import tensorflow as tf

X = tf.random.stateless_normal([64, 2], [1, 1])
Y = X @ tf.constant([[1.5], [-0.5]]) + 2.0
w = tf.Variable(tf.zeros([2, 1])); b = tf.Variable(tf.zeros([1]))
params = [w, b]
ms = [tf.Variable(tf.zeros_like(p)) for p in params]
vs = [tf.Variable(tf.zeros_like(p)) for p in params]
lr = 0.05
for i in range(100):
    t = float(i + 1)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((X @ w + b - Y) ** 2)
    grads = tape.gradient(loss, params)
    for p, g, m, v in zip(params, grads, ms, vs):
        m.assign(0.9 * m + 0.1 * g)
        v.assign(0.999 * v + 0.001 * g * g)
        mh = m / (1 - 0.9 ** t)
        vh = v / (1 - 0.999 ** t)
        if i == 60 and p is b:
            raise ValueError("stop")
        p.assign_sub(lr * mh / (tf.sqrt(vh) + 1e-8))
