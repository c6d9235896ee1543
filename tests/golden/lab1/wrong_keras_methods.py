# expect: lab1.method1 failed different-algorithm; lab1.method2 failed stopped-early; lab1.method3 failed sign-flipped,diverged | observed keras
import numpy as np
import tensorflow as tf
from tensorflow import keras

np.random.seed(0)
x = np.random.uniform(-1, 1, (64, 1)).astype("float32")
y = 2.0 * x + 0.5

# 方法一
model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.RMSprop(learning_rate=0.05), loss="mse")
model.fit(x, y, epochs=60, batch_size=64, verbose=0)

# 方法二
w = tf.Variable([[0.0]])
b = tf.Variable([0.0])
opt = keras.optimizers.SGD(0.05)
for i in range(8):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(x @ w + b - y))
    grads = tape.gradient(loss, [w, b])
    opt.apply_gradients(zip(grads, [w, b]))

# 方法三
w3 = tf.Variable([[0.0]])
b3 = tf.Variable([0.0])
for i in range(60):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(x @ w3 + b3 - y))
    dw, db = tape.gradient(loss, [w3, b3])
    w3.assign_add(0.2 * dw)
    b3.assign_add(0.2 * db)
