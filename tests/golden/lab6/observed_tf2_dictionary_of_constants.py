# expect: lab6.adam passed | observed tf2
import tensorflow as tf
import numpy as np
rng = np.random.default_rng(0)
x = rng.normal(size=(64, 1)).astype(np.float32)
y = 3 * x - 1 + 0.01 * rng.normal(size=(64, 1)).astype(np.float32)
params = {"w": tf.zeros((1, 1)), "b": tf.zeros((1,))}
m = {k: tf.zeros_like(v) for k, v in params.items()}
v = {k: tf.zeros_like(p) for k, p in params.items()}
lr, beta1, beta2, eps = 0.1, 0.9, 0.999, 1e-8
for t in range(1, 201):
    with tf.GradientTape() as tape:
        tape.watch(params)
        loss = tf.reduce_mean(tf.square(tf.matmul(x, params["w"]) + params["b"] - y))
    grads = tape.gradient(loss, params)
    for k in params:
        m[k] = beta1 * m[k] + (1 - beta1) * grads[k]
        v[k] = beta2 * v[k] + (1 - beta2) * grads[k] ** 2
        m_hat = m[k] / (1 - beta1 ** t)
        v_hat = v[k] / (1 - beta2 ** t)
        params[k] = params[k] - lr * m_hat / (tf.sqrt(v_hat) + eps)
    if t % 50 == 0:
        print("adam", t, float(loss))
