# expect: lab1.method3 passed | observed tf1
import tensorflow as tf
import numpy as np

# 数据
X = np.linspace(-1, 1, 50).reshape(-1, 1).astype('float32')
Y = 2 * X - 1

x = tf.placeholder(tf.float32, [None, 1])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([1, 1]))
b = tf.Variable(tf.zeros([1]))
pred = tf.matmul(x, w) + b
loss = tf.reduce_mean(tf.square(pred - y))

learning_rate = 0.1
cus_opt = tf.train.Optimizer(use_locking=False, name='CustomOptimizer')
grads_and_vars = cus_opt.compute_gradients(loss, [w, b])
train_op = [gv[1].assign_sub(gv[0] * learning_rate) for gv in grads_and_vars]

sess = tf.Session()
sess.run(tf.global_variables_initializer())
for step in range(300):
    sess.run(train_op, feed_dict={x: X, y: Y})
    if step % 100 == 0:
        print(step, sess.run(loss, feed_dict={x: X, y: Y}))
print(sess.run(w), sess.run(b))
