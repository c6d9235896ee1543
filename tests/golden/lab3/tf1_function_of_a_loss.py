# expect: lab3.momentum passed; lab3.nesterov not_found | update-function tf1
import tensorflow as tf
import numpy as np
# 没有写类, 直接在图里写 (方法三风格)
def momentum_train_op(loss, var_list, learning_rate=0.01, momentum=0.9):
    opt = tf.train.Optimizer(use_locking=False, name='CustomOptimizer')
    gvs = opt.compute_gradients(loss, var_list)
    ops = []
    for g, v in gvs:
        vel = tf.Variable(tf.zeros_like(v.initialized_value()), trainable=False)
        new = vel.assign(momentum * vel - learning_rate * g)
        ops.append(v.assign_add(new))
    return tf.group(*ops)

X = np.random.rand(50, 2); Y = X @ [[1.], [2.]] + 3
x = tf.placeholder(tf.float32, [None, 2]); y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([2, 1])); b = tf.Variable(tf.zeros([1]))
loss = tf.reduce_mean((tf.matmul(x, w) + b - y) ** 2)
train_op = momentum_train_op(loss, [w, b])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(20):
        sess.run(train_op, {x: X, y: Y})
        print(i, sess.run(loss, {x: X, y: Y}))
