# expect: lab4.compare failed claim-differs; lab4.builtin passed | observed tf1
import tensorflow as tf
import numpy as np

x = np.linspace(-1, 1, 30).astype(np.float32)
t = 4 * x + 1
losses = {}
for name in ('gd', 'adagrad'):
    tf.reset_default_graph()
    w = tf.Variable(0.)
    b = tf.Variable(0.)
    loss = tf.reduce_mean((w * x + b - t) ** 2)
    if name == 'gd':
        train_op = tf.train.GradientDescentOptimizer(learning_rate=0.2).minimize(loss)
    else:
        train_op = tf.train.AdagradOptimizer(learning_rate=0.05).minimize(loss)
    sess = tf.Session()
    sess.run(tf.global_variables_initializer())
    losses[name] = []
    for step in range(150):
        losses[name].append(float(sess.run(loss)))
        sess.run(train_op)
    sess.close()
print(losses['gd'][:2], losses['adagrad'][:2])
# 结论
faster = 'adagrad'
