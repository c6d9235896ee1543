# expect: lab6.adam failed bias-correction-constant | gradient-tape tf2
import tensorflow as tf

t = 0


@tf.function
def adam(w, g, m, v, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m.assign(beta1 * m + (1 - beta1) * g)
    v.assign(beta2 * v + (1 - beta2) * tf.square(g))
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w.assign_sub(lr * m_hat / (tf.sqrt(v_hat) + eps))


def train():
    global t
    x = tf.linspace(-1.0, 1.0, 20)
    y = 2.0 * x + 1.0
    p = tf.Variable([0.0, 0.0])
    m, v = tf.Variable([0.0, 0.0]), tf.Variable([0.0, 0.0])
    for i in range(300):
        t += 1
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((p[0] * x + p[1] - y) ** 2)
        adam(p, tape.gradient(loss, p), m, v, lr=0.05)
    print(float(loss), p.numpy())
