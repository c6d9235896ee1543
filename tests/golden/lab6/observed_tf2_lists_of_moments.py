# expect: lab6.adam passed | observed tf2
import tensorflow as tf

tf.random.set_seed(0)
num = 200
X = tf.random.normal((num, 3))
true_w = tf.constant([[1.5], [-2.0], [0.7]])
Y = X @ true_w + 0.5

W = tf.Variable(tf.random.normal((3, 1), stddev=0.1))
B = tf.Variable(tf.zeros((1,)))
train_vars = [W, B]
m = [tf.zeros_like(v) for v in train_vars]
v = [tf.zeros_like(v) for v in train_vars]
beta1, beta2, lr, eps = 0.9, 0.999, 0.1, 1e-8

t = 0
while t < 150:
    t += 1
    with tf.GradientTape() as g:
        pred = tf.matmul(X, W) + B
        loss = tf.reduce_mean((pred - Y) ** 2)
    grads = g.gradient(loss, train_vars)
    for k, grad in enumerate(grads):
        m[k] = beta1 * m[k] + (1 - beta1) * grad
        v[k] = beta2 * v[k] + (1 - beta2) * tf.square(grad)
        m_hat = m[k] / (1 - beta1 ** t)
        v_hat = v[k] / (1 - beta2 ** t)
        train_vars[k].assign_sub(lr * m_hat / (tf.sqrt(v_hat) + eps))
    if t % 15 == 0:
        print('step', t, 'loss', float(loss))
