# expect: lab1.method2 failed shape-broadcast; lab1.method3 failed shape-broadcast | observed keras
import tensorflow as tf
x = tf.random.normal([50, 1], seed=1); y = tf.squeeze(2 * x + 1)
# method2
w = tf.Variable([[0.0]]); b = tf.Variable([0.0])
opt = tf.keras.optimizers.SGD(0.1)
for i in range(200):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.math.squared_difference(tf.matmul(x, w) + b, y))
    opt.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
# method3
w = tf.Variable([[0.0]]); b = tf.Variable([0.0])
for i in range(200):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((y - (tf.matmul(x, w) + b)) ** 2)
    dw, db = tape.gradient(loss, [w, b])
    w.assign_sub(0.1 * dw); b.assign_sub(0.1 * db)
print(w.numpy(), b.numpy())
