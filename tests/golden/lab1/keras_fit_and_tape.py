# expect: lab1.method1 passed; lab1.method2 passed; lab1.method3 passed | observed keras
import numpy as np
import tensorflow as tf
from tensorflow import keras

np.random.seed(0)
x = np.random.uniform(-1, 1, (64, 1)).astype("float32")
y = (2.0 * x + 0.5 + np.random.normal(0, 0.05, (64, 1))).astype("float32")

# ---------- 方法一 ----------
model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(learning_rate=0.2), loss="mse")
model.fit(x, y, epochs=30, batch_size=64, verbose=0)
print("method1", model.evaluate(x, y, verbose=0))

# ---------- 方法二 ----------
w = tf.Variable([[0.0]])
b = tf.Variable([0.0])
opt = keras.optimizers.SGD(0.2)
for i in range(60):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(x @ w + b - y))
    grads = tape.gradient(loss, [w, b])
    opt.apply_gradients(zip(grads, [w, b]))
print("method2", float(loss))

# ---------- 方法三 ----------
w3 = tf.Variable([[0.0]])
b3 = tf.Variable([0.0])
learning_rate = 0.2
for i in range(60):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(x @ w3 + b3 - y))
    dw, db = tape.gradient(loss, [w3, b3])
    w3.assign_sub(learning_rate * dw)
    b3.assign_sub(learning_rate * db)
print("method3", float(loss))
