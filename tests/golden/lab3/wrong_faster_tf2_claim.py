# expect: lab3.faster failed claim-differs; lab3.builtin passed | observed tf2
import tensorflow as tf

x = tf.linspace(-1.0, 1.0, 30)
y = 3.0 * x + 0.5
steps = {}
for name, mu in (('gd', 0.0), ('momentum', 0.7)):
    w, b = tf.Variable(0.0), tf.Variable(0.0)
    opt = tf.optimizers.SGD(0.05, momentum=mu)
    for i in range(500):
        with tf.GradientTape() as t:
            loss = tf.reduce_mean((w * x + b - y) ** 2)
        if loss < 1e-5:
            break
        opt.apply_gradients(zip(t.gradient(loss, (w, b)), (w, b)))
    steps[name] = i
print(steps)
print('结论：普通梯度下降更快')
