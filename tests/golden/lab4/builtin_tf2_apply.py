# expect: lab4.builtin passed | observed tf2
import tensorflow as tf

# 实验四（作业）：内置 AdaGrad
x = tf.constant([[1.0, 2.0], [2.0, 1.0], [3.0, 3.0], [0.5, 1.0]])
y = tf.constant([[5.0], [4.0], [9.0], [2.5]])
w = tf.Variable(tf.zeros([2, 1]), name='w')
adagrad = tf.optimizers.Adagrad(learning_rate=0.5)
for k in range(200):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(x @ w - y))
    gradients = tape.gradient(loss, [w])
    adagrad.apply(gradients, [w])
    if (k + 1) % 50 == 0:
        tf.print('step', k + 1, 'loss', loss)
