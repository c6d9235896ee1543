# expect: lab3.momentum failed ema-momentum; lab3.nesterov not_found | observed tf2
import tensorflow as tf

tf.random.set_seed(0)
x = tf.random.normal([200, 1])
y = 3.0 * x + 1.5

W = tf.Variable(tf.zeros([1, 1]))
b = tf.Variable(tf.zeros([1]))
vW = tf.Variable(tf.zeros_like(W))
vb = tf.Variable(tf.zeros_like(b))
lr = 0.02
mu = 0.9


@tf.function
def train_step():
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(x @ W + b - y))
    gW, gb = tape.gradient(loss, [W, b])
    vW.assign(mu * vW + (1 - mu) * gW)
    vb.assign(mu * vb + (1 - mu) * gb)
    W.assign_sub(lr * vW)
    b.assign_sub(lr * vb)
    return loss


for step in range(150):
    loss = train_step()
    if step % 30 == 0:
        tf.print(step, loss)
