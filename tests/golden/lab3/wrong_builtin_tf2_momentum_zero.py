# expect: lab3.builtin failed different-algorithm | observed tf2
import tensorflow as tf
import numpy as np

data = np.random.RandomState(2).rand(40).astype(np.float32)
label = 2.5 * data + 1
k = tf.Variable(0.0)
c = tf.Variable(0.0)
sgd = tf.optimizers.SGD(0.2)      # 动量用默认值
for it in range(300):
    with tf.GradientTape() as g:
        loss = tf.reduce_mean((k * data + c - label) ** 2)
    sgd.apply_gradients(zip(g.gradient(loss, [k, c]), [k, c]))
print(k.numpy(), c.numpy(), loss.numpy())
