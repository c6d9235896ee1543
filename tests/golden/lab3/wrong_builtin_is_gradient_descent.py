# expect: lab3.builtin failed different-algorithm | observed tf1
import tensorflow as tf
import numpy as np

np.random.seed(1)
X = np.random.rand(50, 1).astype('float32')
Y = 3 * X + 1

w = tf.Variable(0.0)
b = tf.Variable(0.0)
loss = tf.reduce_mean((w * X + b - Y) ** 2)
opt = tf.train.GradientDescentOptimizer(learning_rate=0.1)
train = opt.minimize(loss)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for step in range(300):
    sess.run(train)
print(sess.run([w, b, loss]))
