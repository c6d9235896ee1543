# expect: compare.first10 passed; compare.convergence passed | observed tf2
import tensorflow as tf

x = tf.eye(4) + 0.1 * tf.ones([4, 4])
y = tf.matmul(x, tf.constant([[2.0], [-3.0], [1.0], [0.5]]))
losses, steps = {}, {}
for name, mu in [("gd", None), ("momentum", False), ("nesterov", True)]:
    w = tf.Variable(tf.zeros([4, 1]))
    v = tf.Variable(tf.zeros([4, 1]))
    hist = []
    for k in range(60):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
        g = tape.gradient(loss, w)
        hist.append(float(loss))
        if mu is None:
            w.assign_sub(0.5 * g)
            continue
        v.assign(0.5 * v - 0.5 * g)
        w.assign_add(0.5 * v - 0.5 * g if mu else v)
    losses[name] = hist[:10]
    steps[name] = next((i for i, value in enumerate(hist) if value < 1e-6), None)
print(losses)
print(steps)
