# expect: lab4.adagrad passed | update-function tf1
import tensorflow as tf

# cost: 损失, params: 变量列表 (theano 风格, 返回 (变量, 新值) 的列表)
def adagrad(cost, params, lr=0.01, eps=1e-7):
    grads = tf.gradients(cost, params)
    updates = []
    for p, g in zip(params, grads):
        acc = tf.Variable(tf.zeros(p.get_shape()), trainable=False)
        acc_new = acc + g ** 2
        updates.append((acc, acc_new))
        updates.append((p, p - lr * g / (tf.sqrt(acc_new) + eps)))
    return updates

x = tf.placeholder(tf.float32, [None, 1]); y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable([[0.0]]); b = tf.Variable([0.0])
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - y))
train = [tf.assign(v, n) for v, n in adagrad(loss, [w, b], 0.5)]
