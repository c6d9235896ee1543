# expect: lab3.faster passed; lab3.builtin passed | observed tf2
import tensorflow as tf

X = tf.constant([[1.0, 2.0], [2.0, 0.5], [0.5, 1.5], [3.0, 1.0]])
T = tf.matmul(X, tf.constant([[2.0], [-1.0]]))


def steps_until(optimizer, eps=1e-6):
    W = tf.Variable(tf.zeros([2, 1]))
    n = 0
    while n < 600:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.matmul(X, W) - T))
        if loss < eps:
            break
        optimizer.apply_gradients([(tape.gradient(loss, W), W)])
        n += 1
    return n


gd_steps = steps_until(tf.optimizers.SGD(0.05))
momentum_steps = steps_until(tf.optimizers.SGD(0.05, momentum=0.8))
print('gradient descent needs', gd_steps, 'steps')
print('momentum needs', momentum_steps, 'steps')
answer = 'Momentum is faster than gradient descent.'
