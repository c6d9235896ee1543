# expect: lab3.faster failed claim-differs; lab3.builtin passed | observed keras
import numpy as np
import tensorflow as tf

x = np.linspace(0, 2, 20).astype(np.float32)
y = -x + 3


def train(opt, n=120):
    w = tf.Variable(0.0)
    b = tf.Variable(0.0)
    loss_list = []
    for i in range(n):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(w * x + b - y))
        loss_list.append(loss.numpy())
        g = tape.gradient(loss, [w, b])
        opt.apply_gradients(zip(g, [w, b]))
    return loss_list


gd_loss = train(tf.keras.optimizers.SGD(learning_rate=0.2))
momentum_loss = train(tf.keras.optimizers.SGD(learning_rate=0.2, momentum=0.6))
steps = {'gd': int(np.argmax(np.array(gd_loss) < 1e-2)), 'momentum': int(np.argmax(np.array(momentum_loss) < 1e-2))}
print(steps)
faster = 'gd'
