# expect: lab6.builtin passed | observed tf1
import tensorflow.compat.v1 as tf
import numpy as np
tf.disable_v2_behavior()

data = np.random.RandomState(9).rand(60, 2).astype(np.float32)
labels = data @ np.array([[4.], [-3.]], dtype=np.float32) + 1.

features = tf.placeholder(tf.float32, [None, 2])
target = tf.placeholder(tf.float32, [None, 1])
weights = tf.Variable(tf.random_normal([2, 1], seed=1))
bias = tf.Variable(tf.zeros([1]))
prediction = tf.matmul(features, weights) + bias
mse = tf.reduce_mean(tf.square(prediction - target))
train_step = tf.train.AdamOptimizer(learning_rate=0.1).minimize(mse)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(300):
        sess.run(train_step, feed_dict={features: data, target: labels})
    print("final loss", sess.run(mse, feed_dict={features: data, target: labels}))
