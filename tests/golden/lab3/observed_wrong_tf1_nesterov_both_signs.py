# expect: lab3.nesterov failed lookahead-sign | observed tf1
import numpy as np
import tensorflow as tf

# Nesterov 训练线性回归
X = np.linspace(0, 1, 60).reshape(-1, 1).astype('float32')
Y = (1.5 * X - 0.5).astype('float32')
W = tf.Variable([[0.0]])
B = tf.Variable([0.0])
VW = tf.Variable([[0.0]], trainable=False)
VB = tf.Variable([0.0], trainable=False)
mu, eta = 0.9, 0.02

ahead_w, ahead_b = W - mu * VW, B - mu * VB
nesterov_loss = tf.reduce_mean((tf.matmul(X, ahead_w) + ahead_b - Y) ** 2)
loss = tf.reduce_mean((tf.matmul(X, W) + B - Y) ** 2)
gw, gb = tf.gradients(nesterov_loss, [ahead_w, ahead_b])
vw, vb = VW.assign(mu * VW - eta * gw), VB.assign(mu * VB - eta * gb)
nesterov_op = tf.group(W.assign_add(vw), B.assign_add(vb))

sess = tf.InteractiveSession()
tf.global_variables_initializer().run()
for i in range(80):
    nesterov_op.run()
    if i % 10 == 0:
        print(i, loss.eval())
