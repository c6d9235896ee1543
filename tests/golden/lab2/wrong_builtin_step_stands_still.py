# expect: lab2.builtin failed decay-step-constant | observed tf1
import tensorflow as tf
import numpy as np

X = np.random.RandomState(2).rand(40).astype(np.float32)
Y = 1.5 * X - 0.3

w = tf.Variable(0.0)
b = tf.Variable(0.0)
loss = tf.reduce_mean(tf.square(w * X + b - Y))
global_step = tf.Variable(0, trainable=False)
learning_rate = tf.train.exponential_decay(0.2, global_step, decay_steps=10, decay_rate=0.9)
train_op = tf.train.GradientDescentOptimizer(learning_rate).minimize(loss)   # global_step 忘了传

sess = tf.Session()
sess.run(tf.global_variables_initializer())
for step in range(200):
    _, l, lr = sess.run([train_op, loss, learning_rate])
    if step % 20 == 0:
        print(step, l, lr)
