# expect: lab4.compare failed report-differs; lab4.builtin passed | observed tf2
import tensorflow as tf

x = tf.linspace(0.0, 1.0, 25)
y = 2.0 * x + 1.0


def loop(opt, n):
    w, b = tf.Variable(0.0), tf.Variable(0.0)
    for _ in range(n):
        with tf.GradientTape() as tape:
            mse = tf.reduce_mean((w * x + b - y) ** 2)
        opt.apply_gradients(zip(tape.gradient(mse, [w, b]), [w, b]))
    return float(mse)


print(loop(tf.optimizers.SGD(0.3), 100))
print(loop(tf.optimizers.Adagrad(0.05), 100))
gd_losses = [622.923340, 3.509555]
adagrad_losses = [622.923340, 598.114807]
faster = 'gd'
