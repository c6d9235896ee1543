# expect: lab3.nesterov failed momentum-and-gradient-both | observed tf1
import numpy as np
import tensorflow as tf

# Nesterov
x_data = np.linspace(0, 1, 60).reshape(-1, 1).astype('float32')
y_data = (1.5 * x_data - 0.5).astype('float32')
X, Y = tf.placeholder(tf.float32, [None, 1]), tf.placeholder(tf.float32, [None, 1])
W, B = tf.Variable([[0.0]]), tf.Variable([0.0])
loss = tf.reduce_mean((tf.matmul(X, W) + B - Y) ** 2)
mu, eta = 0.9, 0.02

nesterov = []
for var, g in zip([W, B], tf.gradients(loss, [W, B])):
    v = tf.Variable(tf.zeros(var.shape), trainable=False)
    v_new = v.assign(mu * v - eta * g)
    nesterov.append(var.assign_add(v_new - eta * g))

sess = tf.InteractiveSession()
tf.global_variables_initializer().run()
for i in range(80):
    sess.run(nesterov, {X: x_data, Y: y_data})
    if i % 10 == 0:
        print(i, loss.eval({X: x_data, Y: y_data}))
