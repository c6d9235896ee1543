# expect: lab3.momentum passed | observed keras
import numpy as np
import tensorflow as tf
from tensorflow import keras
x = np.linspace(-1, 1, 64).reshape(-1, 1).astype("float32")
y = 3 * x - 0.5
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
velocity = [tf.zeros_like(v) for v in model.trainable_variables]
for epoch in range(120):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((model(x) - y) ** 2)
    grads = tape.gradient(loss, model.trainable_variables)
    for i, (var, g) in enumerate(zip(model.trainable_variables, grads)):
        velocity[i] = 0.8 * velocity[i] - 0.05 * g
        var.assign_add(velocity[i])
    if epoch % 20 == 0:
        print("momentum", epoch, float(loss))
