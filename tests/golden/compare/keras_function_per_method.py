# expect: compare.first10 passed; compare.convergence passed | observed keras
import keras
import numpy as np
import tensorflow as tf

x = tf.constant(np.linspace(0, 1, 16, dtype="float32")[:, None])
y = 2.0 * x - 1.0
optimizers = {
    "gd": keras.optimizers.SGD(0.1),
    "momentum": keras.optimizers.SGD(0.1, momentum=0.9),
    "nesterov": keras.optimizers.SGD(0.1, momentum=0.9, nesterov=True),
}
losses = {}
steps = {}
for key, opt in optimizers.items():
    w = tf.Variable([[0.0]])
    b = tf.Variable([0.0])

    @tf.function
    def one():
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((x @ w + b - y) ** 2)
        opt.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
        return loss

    opt.build([w, b])
    history = []
    while not history or history[-1] >= 1e-6:
        history.append(float(one()))
    losses[key] = history[:10]
    steps[key] = len(history) - 1
print(losses)
print(steps)
