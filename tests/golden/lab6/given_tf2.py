# expect: lab6.adam passed | training-function tf2
import tensorflow as tf

def fit_adam(x_train, y_train, learning_rate=0.01, epochs=100):
    W = tf.Variable(tf.zeros((x_train.shape[1], 1)))
    b = tf.Variable(0.0)
    ms = [tf.Variable(tf.zeros_like(W)), tf.Variable(0.0)]
    vs = [tf.Variable(tf.zeros_like(W)), tf.Variable(0.0)]
    for step in range(epochs):
        with tf.GradientTape() as tape:
            pred = tf.matmul(x_train, W) + b
            loss = tf.reduce_mean(tf.square(pred - y_train))
        grads = tape.gradient(loss, [W, b])
        t = step + 1
        for var, g, m, v in zip([W, b], grads, ms, vs):
            m.assign(0.9 * m + 0.1 * g)
            v.assign(0.999 * v + 0.001 * g * g)
            mh = m / (1 - 0.9 ** t)
            vh = v / (1 - 0.999 ** t)
            var.assign_sub(learning_rate * mh / (tf.sqrt(vh) + 1e-8))
    return W, b
