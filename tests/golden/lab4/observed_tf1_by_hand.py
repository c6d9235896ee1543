# expect: lab4.adagrad passed | observed tf1
import numpy as np
import tensorflow as tf

np.random.seed(0)
train_X = np.random.randn(60, 2).astype('float32')
train_Y = train_X.dot(np.array([[1.2], [-0.7]], 'float32')) + 0.4

X = tf.placeholder(tf.float32, [None, 2])
Y = tf.placeholder(tf.float32, [None, 1])
W = tf.Variable(tf.zeros([2, 1]), name='W')
B = tf.Variable(tf.zeros([1]), name='B')
cost = tf.reduce_mean(tf.square(tf.matmul(X, W) + B - Y))

# r 累积梯度的平方
rW = tf.Variable(tf.zeros([2, 1]), trainable=False)
rB = tf.Variable(tf.zeros([1]), trainable=False)
dW, dB = tf.gradients(cost, [W, B])
rW_op = rW.assign(rW + dW * dW)
rB_op = rB.assign(rB + dB * dB)
with tf.control_dependencies([rW_op, rB_op]):
    W_op = W.assign(W - 0.5 * dW / (tf.sqrt(rW_op) + 1e-7))
    B_op = B.assign(B - 0.5 * dB / (tf.sqrt(rB_op) + 1e-7))

init = tf.global_variables_initializer()
with tf.Session() as sess:
    sess.run(init)
    for epoch in range(150):
        _, _, c = sess.run([W_op, B_op, cost], feed_dict={X: train_X, Y: train_Y})
        if (epoch + 1) % 25 == 0:
            print('Epoch:', '%04d' % (epoch + 1), 'cost=', '{:.9f}'.format(c))
