# expect: lab6.builtin passed; lab5.builtin passed | observed keras
import numpy as np
import tensorflow as tf

x = np.random.default_rng(2).uniform(-1, 1, (128, 1)).astype(np.float32)
y = 4 * x + 1

def train(optimizer, epochs=150):
    w = tf.Variable([[0.0]]); b = tf.Variable([0.0])
    losses = []
    for _ in range(epochs):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(x @ w + b - y))
        grads = tape.gradient(loss, [w, b])
        optimizer.apply_gradients(zip(grads, [w, b]))
        losses.append(loss.numpy())
    return losses

rms = train(tf.keras.optimizers.RMSprop(0.05))
adam = train(tf.keras.optimizers.Adam(0.1))
print('RMSprop', rms[-1], 'Adam', adam[-1])
