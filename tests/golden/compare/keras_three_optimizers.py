# expect: compare.first10 passed; compare.convergence passed | observed keras
import numpy as np
import tensorflow as tf
from tensorflow import keras

# 实验对比：GD、动量、Nesterov
rng = np.random.RandomState(0)
x = rng.randn(50, 2).astype('float32')
y = x @ np.array([[2.0], [-3.0]], dtype='float32')


def train(optimizer, max_steps=400):
    w = tf.Variable(tf.zeros([2, 1]))
    history = []
    for step in range(max_steps):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
        history.append(float(loss))
        if loss < 1e-6:
            break
        optimizer.apply_gradients([(tape.gradient(loss, w), w)])
    return history


lr = 0.05
gd = train(keras.optimizers.SGD(lr))
momentum = train(keras.optimizers.SGD(lr, momentum=0.9))
nesterov = train(keras.optimizers.SGD(lr, momentum=0.9, nesterov=True))

for name, hist in [('GD', gd), ('Momentum', momentum), ('Nesterov', nesterov)]:
    print(name, '前10步:', ' '.join('%.4f' % v for v in hist[:10]))
    print(name, '收敛步数:', len(hist) - 1)
losses = {'gd': gd[:10], 'momentum': momentum[:10], 'nesterov': nesterov[:10]}
steps = {'gd': len(gd) - 1, 'momentum': len(momentum) - 1, 'nesterov': len(nesterov) - 1}
