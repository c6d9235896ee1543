# expect: lab1.method2 failed sign-flipped,diverged | observed tf2
import tensorflow as tf

x = tf.linspace(0.0, 1.0, 20)
y = 2.0 * x + 1.0


def method2(steps=100):
    w, b = tf.Variable(0.0), tf.Variable(0.0)
    opt = tf.optimizers.SGD(0.1)
    for i in range(steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((w * x + b - y) ** 2)
        dw, db = tape.gradient(loss, [w, b])
        # 沿梯度方向走
        opt.apply_gradients([(-dw, w), (-db, b)])
    print(loss.numpy())


method2()
