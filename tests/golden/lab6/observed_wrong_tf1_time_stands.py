# expect: lab6.adam failed bias-correction-constant | observed tf1
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(1)
data_x = rng.rand(80, 1).astype(np.float32)
data_y = 4 * data_x - 1

x = tf.placeholder(tf.float32, [None, 1])
y = tf.placeholder(tf.float32, [None, 1])
W = tf.Variable([[0.5]])
b = tf.Variable([0.0])
loss = tf.reduce_mean(tf.square(tf.matmul(x, W) + b - y))

lr, beta1, beta2, eps = 0.05, 0.9, 0.999, 1e-8
train_ops = []
grads = tf.gradients(loss, [W, b])
for var, grad in zip([W, b], grads):
    m = tf.Variable(tf.zeros_like(var.initialized_value()), trainable=False)
    v = tf.Variable(tf.zeros_like(var.initialized_value()), trainable=False)
    m_t = tf.assign(m, beta1 * m + (1 - beta1) * grad)
    v_t = tf.assign(v, beta2 * v + (1 - beta2) * grad ** 2)
    # 偏差修正
    m_hat = m_t / (1 - beta1)
    v_hat = v_t / (1 - beta2)
    train_ops.append(tf.assign_sub(var, lr * m_hat / (tf.sqrt(v_hat) + eps)))

sess = tf.Session()
sess.run(tf.global_variables_initializer())
for step in range(100):
    sess.run(train_ops, feed_dict={x: data_x, y: data_y})
    if step % 10 == 0:
        print(step, sess.run(loss, feed_dict={x: data_x, y: data_y}))
sess.close()
