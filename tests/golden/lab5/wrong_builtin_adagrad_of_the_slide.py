# expect: lab5.builtin failed different-algorithm | observed tf1
# （作业）学习使用TensorFlow内置的AdaGrad优化方法的使用法
import tensorflow as tf
import numpy as np

x = np.arange(1, 6, dtype=np.float32)
y = 2 * x
w = tf.Variable(0.1)
loss = tf.reduce_mean(tf.square(w * x - y))
train = tf.train.AdagradOptimizer(0.3).minimize(loss)
sess = tf.Session()
sess.run(tf.global_variables_initializer())
for i in range(100):
    sess.run(train)
print(sess.run(w))
