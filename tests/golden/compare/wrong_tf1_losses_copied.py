# expect: compare.first10 failed report-differs; compare.convergence passed | observed tf1
import numpy as np
import tensorflow.compat.v1 as tf
tf.disable_eager_execution()

X = np.array([[0.5, 1.0], [1.0, 0.2], [0.8, 0.9]], dtype=np.float32)
T = np.array([[2.5], [1.4], [2.6]], dtype=np.float32)


def count(make):
    graph = tf.Graph()
    with graph.as_default(), tf.Session() as s:
        w = tf.Variable(np.zeros((2, 1), np.float32))
        L = tf.losses.mean_squared_error(T, X @ w)
        step = make().minimize(L)
        s.run(tf.global_variables_initializer())
        n = 0
        while s.run(L) > 1e-3 and n < 2000:
            s.run(step)
            n += 1
        return n


steps_gd = count(lambda: tf.train.GradientDescentOptimizer(0.1))
steps_momentum = count(lambda: tf.train.MomentumOptimizer(0.1, 0.5))
steps_nesterov = count(lambda: tf.train.MomentumOptimizer(0.1, 0.5, use_nesterov=True))
print(steps_gd, steps_momentum, steps_nesterov)

loss_gd = [5.0, 4.1, 3.4, 2.8, 2.3, 1.9, 1.6, 1.3, 1.1, 0.9]
loss_momentum = [5.0, 4.1, 2.9, 1.8, 1.0, 0.5, 0.2, 0.1, 0.05, 0.02]
loss_nesterov = [5.0, 3.9, 2.5, 1.4, 0.7, 0.3, 0.1, 0.04, 0.02, 0.01]
