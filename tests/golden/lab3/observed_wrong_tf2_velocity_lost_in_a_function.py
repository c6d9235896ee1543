# expect: lab3.momentum failed state-not-kept | observed tf2
import tensorflow as tf
x = tf.random.normal([50, 2], seed=1)
y = tf.matmul(x, [[1.0], [2.0]])
W = tf.Variable(tf.zeros([2, 1]))
lr = 0.05
alpha = 0.9

# 动量法
def train_step():
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, W) - y))
    g = tape.gradient(loss, W)
    v = tf.zeros_like(W)
    v = alpha * v - lr * g
    W.assign_add(v)
    return loss

for step in range(80):
    l = train_step()
print(l.numpy())
