# expect: lab3.momentum failed velocity-sign | observed tf1
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
opt = tf.train.GradientDescentOptimizer(lr)
gvs = opt.compute_gradients(loss, [W, b])
train = []
for g, var in gvs:
    v = tf.Variable(np.zeros(var.get_shape().as_list(), 'float32'), trainable=False)
    nv = v.assign(-alpha * v - lr * g)
    train.append(var.assign_add(nv))
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for i in range(150):
    sess.run(train, feed_dict={x: data_x, y_: data_y})
print(sess.run([W, b]))
