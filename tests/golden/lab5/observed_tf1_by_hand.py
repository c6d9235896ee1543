# expect: lab5.rmsprop passed | observed tf1
import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()
x_train = np.random.RandomState(8).uniform(-1, 1, (50, 1)).astype(np.float32)
y_train = 1.5 * x_train + 0.5

x = tf.placeholder(tf.float32)
y = tf.placeholder(tf.float32)
k = tf.Variable(0.0)
d = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(k * x + d - y))

rate, rho, delta = 0.02, 0.9, 1e-6
averages = {}
updates = []
for variable, gradient in zip((k, d), tf.gradients(loss, (k, d))):
    averages[variable.name] = tf.Variable(0.0, trainable=False)
    average = averages[variable.name]
    average_now = average.assign(rho * average + (1.0 - rho) * gradient * gradient)
    updates.append(variable.assign_sub(rate / tf.sqrt(delta + average_now) * gradient))

sess = tf.Session()
sess.run(tf.global_variables_initializer())
history = []
for step in range(200):
    sess.run(updates, {x: x_train, y: y_train})
    history.append(sess.run(loss, {x: x_train, y: y_train}))
print(history[::20])
