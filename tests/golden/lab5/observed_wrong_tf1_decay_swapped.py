# expect: lab5.rmsprop failed decay-swapped | observed tf1
import numpy as np
import tensorflow as tf

x_data = np.random.RandomState(3).randn(100, 2).astype(np.float32)
y_data = x_data.dot(np.array([[1.], [2.]], dtype=np.float32)) + 0.3

x = tf.placeholder(tf.float32, shape=(None, 2))
y_ = tf.placeholder(tf.float32, shape=(None, 1))
w = tf.get_variable('w', shape=(2, 1), initializer=tf.zeros_initializer())
b = tf.get_variable('b', shape=(1,), initializer=tf.zeros_initializer())
loss = tf.reduce_mean(tf.squared_difference(tf.matmul(x, w) + b, y_))

lr, rho, delta = 0.005, 0.9, 1e-6
update = []
for var in [w, b]:
    with tf.variable_scope(var.op.name):
        r = tf.get_variable('r', shape=var.shape, initializer=tf.zeros_initializer(), trainable=False)
    g = tf.gradients(loss, var)[0]
    r_t = tf.assign(r, (1 - rho) * r + rho * tf.square(g))     # 累积平方梯度
    update.append(tf.assign_sub(var, lr * g / tf.sqrt(delta + r_t)))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(100):
        _, l = sess.run([update, loss], feed_dict={x: x_data, y_: y_data})
        if epoch % 20 == 0:
            print('epoch', epoch, 'loss', l)
