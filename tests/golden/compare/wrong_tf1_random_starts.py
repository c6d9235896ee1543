# expect: compare.first10 failed unequal-comparison; compare.convergence failed unequal-comparison | observed tf1
import tensorflow as tf
import numpy as np

# 三种方法的前10步代价与收敛步数
data = np.random.RandomState(6).randn(25, 2).astype(np.float32)
target = data.dot(np.float32([[1.5], [-0.5]]))

x = tf.placeholder(tf.float32, [None, 2])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([2, 1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
ops = {
    'gd': tf.train.GradientDescentOptimizer(0.05).minimize(loss),
    'momentum': tf.train.MomentumOptimizer(0.05, 0.9).minimize(loss),
    'nesterov': tf.train.MomentumOptimizer(0.05, 0.9, use_nesterov=True).minimize(loss),
}
losses = {}
steps = {}
feed = {x: data, y: target}
for name in ops:
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())     # 每次随机初始化
        cost = []
        for i in range(500):
            c, _ = sess.run([loss, ops[name]], feed)
            cost.append(float(c))
    losses[name] = cost[:10]
    steps[name] = next(k for k, c in enumerate(cost) if c < 1e-6)
print(losses)
print(steps)
