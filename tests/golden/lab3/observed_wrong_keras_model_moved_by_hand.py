# expect: lab3.momentum failed ema-momentum | observed keras
import numpy as np
import keras
import tensorflow as tf

rng = np.random.default_rng(8)
features = rng.normal(size=(120, 3)).astype("float32")
targets = features @ np.array([[1.0], [0.5], [-2.0]], dtype="float32") + 0.3
net = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, kernel_initializer="zeros")])
momentum, learning_rate = 0.9, 0.1
buffers = [np.zeros(w.shape, dtype="float32") for w in net.trainable_variables]

for step in range(200):
    with tf.GradientTape() as tape:
        mse = tf.reduce_mean(tf.square(net(features) - targets))
    for k, (w, g) in enumerate(zip(net.trainable_variables, tape.gradient(mse, net.trainable_variables))):
        buffers[k] = momentum * buffers[k] + (1 - momentum) * g.numpy()
        w.assign_sub(learning_rate * buffers[k])
    if step % 25 == 0:
        print("momentum", step, float(mse))
