# expect: lab3.momentum passed | observed tf2
import tensorflow as tf

# 动量法，自己写更新
x = tf.linspace(-1.0, 1.0, 40)
y = 2.0 * x + 1.0
w = tf.Variable(0.0)
b = tf.Variable(0.0)
vw = tf.Variable(0.0)
vb = tf.Variable(0.0)
lr, mu = 0.05, 0.8
for i in range(120):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * x + b - y) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    vw.assign(mu * vw - lr * dw)
    vb.assign(mu * vb - lr * db)
    w.assign_add(vw)
    b.assign_add(vb)
    if i % 10 == 0:
        print(i, loss.numpy())
