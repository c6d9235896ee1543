# expect: lab3.momentum passed | observed keras
import tensorflow as tf
X = tf.random.stateless_normal([64, 1], [1, 1])
Y = 2 * X + 0.5
w = tf.Variable([[0.0]]); b = tf.Variable([0.0])
vw = tf.Variable([[0.0]]); vb = tf.Variable([0.0])
schedule = tf.keras.optimizers.schedules.ExponentialDecay(0.05, 20, 0.9)
mom = 0.9


@tf.function
def train_step(step):
    learning_rate = schedule(step)
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((X @ w + b - Y) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    vw.assign(mom * vw - learning_rate * dw)
    vb.assign(mom * vb - learning_rate * db)
    w.assign_add(vw)
    b.assign_add(vb)
    return loss


for step in tf.range(250):
    loss = train_step(step)
    if step % 50 == 0:
        tf.print(step, loss)
