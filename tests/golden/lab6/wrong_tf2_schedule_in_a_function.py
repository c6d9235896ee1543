# expect: lab6.adam failed no-bias-correction | observed keras
import tensorflow as tf

X = tf.random.stateless_normal([64, 2], [1, 1])
Y = X @ tf.constant([[1.5], [-0.5]]) + 2.0
w = tf.Variable(tf.zeros([2, 1])); b = tf.Variable(tf.zeros([1]))
params = [w, b]
ms = [tf.Variable(tf.zeros_like(p)) for p in params]
vs = [tf.Variable(tf.zeros_like(p)) for p in params]
lr_schedule = tf.keras.optimizers.schedules.ExponentialDecay(0.01, decay_steps=50, decay_rate=0.96, staircase=True)
step = tf.Variable(0, dtype=tf.int64)


@tf.function
def train_step():
    lr = lr_schedule(step)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((X @ w + b - Y) ** 2)
    grads = tape.gradient(loss, params)
    for p, g, m, v in zip(params, grads, ms, vs):
        m.assign(0.9 * m + 0.1 * g)
        v.assign(0.999 * v + 0.001 * g * g)
        p.assign_sub(lr * m / (tf.sqrt(v) + 1e-8))
    step.assign_add(1)
    return loss


for i in range(160):
    loss = train_step()
    if i % 50 == 0:
        print(i, float(loss))
