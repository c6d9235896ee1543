# expect: lab4.builtin passed | observed keras
import numpy as np
import tensorflow as tf
from tensorflow import keras

x = tf.constant(np.random.RandomState(1).rand(32, 2), dtype=tf.float32)
y = tf.matmul(x, tf.constant([[1.0], [4.0]]))
w = tf.Variable(tf.zeros((2, 1)))
opt = keras.optimizers.Adagrad(learning_rate=0.5)
for step in range(80):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    grads = tape.gradient(loss, [w])
    opt.apply_gradients(zip(grads, [w]))
    if step % 20 == 0:
        print(step, float(loss))
