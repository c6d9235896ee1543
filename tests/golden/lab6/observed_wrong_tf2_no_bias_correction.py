# expect: lab6.adam failed no-bias-correction | observed tf2
import tensorflow as tf
tf.random.set_seed(1)
x = tf.random.uniform((64, 1)); y = 2.0 * x + 0.3
params = [tf.Variable(tf.zeros((1, 1))), tf.Variable(tf.zeros((1,)))]
state = [(tf.zeros_like(p), tf.zeros_like(p)) for p in params]
def loss_fn():
    return tf.reduce_mean(tf.square(tf.matmul(x, params[0]) + params[1] - y))
for step in range(1, 201):
    with tf.GradientTape() as tape:
        loss = loss_fn()
    grads = tape.gradient(loss, params)
    for i in range(len(params)):
        s, r = state[i]
        s = 0.9 * s + 0.1 * grads[i]
        r = 0.999 * r + 0.001 * grads[i] ** 2
        params[i].assign_sub(0.01 * s / (tf.sqrt(r) + 1e-8))
        state[i] = (s, r)
    if step % 50 == 0: tf.print(step, loss)
