# expect: lab3.momentum passed | observed tf1
# 实验三：自己实现动量，线性回归
import tensorflow as tf
import numpy as np

np.random.seed(7)
data_x = np.random.uniform(-2, 2, (120, 1)).astype(np.float32)
data_y = 1.5 * data_x - 0.7

x = tf.placeholder(tf.float32, [None, 1])
y_ = tf.placeholder(tf.float32, [None, 1])
W = tf.Variable(tf.zeros([1, 1]), name='W')
b = tf.Variable(tf.zeros([1]), name='b')
loss = tf.reduce_mean(tf.square(tf.matmul(x, W) + b - y_))

lr, alpha = 0.02, 0.9
grads = tf.gradients(loss, [W, b])
vs = [tf.Variable(tf.zeros_like(v), trainable=False) for v in (W, b)]
update_v = [tf.assign(v, alpha * v - lr * g) for v, g in zip(vs, grads)]
with tf.control_dependencies(update_v):
    train_op = tf.group(*[tf.assign_add(p, v.read_value()) for p, v in zip((W, b), vs)])

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(150):
        _, c = sess.run([train_op, loss], feed_dict={x: data_x, y_: data_y})
        if i % 30 == 0:
            print('step %d loss %f' % (i, c))
