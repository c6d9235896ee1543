# expect: compare.first10 failed report-differs; compare.convergence failed report-differs | observed tf2
import tensorflow as tf

x = tf.constant([[1.0, 0.0], [0.5, 1.0], [0.2, 0.8], [1.5, 0.3]])
y = tf.matmul(x, tf.constant([[1.0], [4.0]]))

for name, opt in {
    'gd': tf.optimizers.SGD(0.2),
    'momentum': tf.optimizers.SGD(0.2, momentum=0.5),
    'nesterov': tf.optimizers.SGD(0.2, momentum=0.5, nesterov=True),
}.items():
    w = tf.Variable(tf.zeros([2, 1]))
    for k in range(200):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(x @ w - y))
        opt.apply_gradients([(tape.gradient(loss, w), w)])
    print(name, 'done, final loss', float(loss))

# 前 10 步的代价（从讲义上抄的）
losses = {
    'gd': [622.923340, 3.509555, 0.163335, 0.143392, 0.141430, 0.139592, 0.137777, 0.135986, 0.134218, 0.132473],
    'momentum': [622.923340, 3.509555, 574.967834, 330.138885, 43.210865, 474.238281, 146.277573, 92.352264, 354.251617, 47.843769],
    'nesterov': [622.923340, 673.233215, 27.938208, 6.145210, 0.604189, 0.185756, 0.117241, 0.102781, 0.093400, 0.084743],
}
steps = {'gd': 911, 'momentum': 144, 'nesterov': 36}
