# expect: lab2.linear passed; lab2.exponential not_found | schedule tf1
import tensorflow as tf

start_lr = 0.3
stable_lr = 0.003
decay_step = 20

k = tf.placeholder(tf.float32, [])
alpha = tf.minimum(k / decay_step, 1.0)
lr = (1.0 - alpha) * start_lr + alpha * stable_lr

with tf.Session() as sess:
    for i in range(50):
        print('step %d lr %.7f' % (i, sess.run(lr, feed_dict={k: i})))
