# expect: lab3.builtin passed | observed tf2
import tensorflow as tf

# 内置动量优化器
X = tf.random.normal([60, 2], seed=3)
Y = tf.matmul(X, [[1.0], [-2.0]]) + 0.3
W = tf.Variable(tf.zeros([2, 1]))
B = tf.Variable(tf.zeros([1]))
optimizer = tf.optimizers.SGD(learning_rate=0.05, momentum=0.9)


def mse():
    return tf.reduce_mean(tf.square(tf.matmul(X, W) + B - Y))


for epoch in range(120):
    with tf.GradientTape() as tape:
        loss = mse()
    grads = tape.gradient(loss, [W, B])
    optimizer.apply_gradients(zip(grads, [W, B]))
    if epoch % 20 == 0:
        print('epoch', epoch, 'loss', loss.numpy())
