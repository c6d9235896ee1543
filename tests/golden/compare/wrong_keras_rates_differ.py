# expect: compare.first10 failed unequal-comparison; compare.convergence failed unequal-comparison | observed keras
import numpy as np
import tensorflow as tf

X = np.linspace(-1, 1, 40, dtype=np.float32).reshape(-1, 1)
X = np.hstack([X, np.ones_like(X)])
Y = X @ np.array([[1.0], [2.0]], dtype=np.float32)


def run(opt):
    theta = tf.Variable([[0.0], [0.0]])
    costs = []
    for i in range(50):
        with tf.GradientTape() as tape:
            cost = tf.reduce_mean((X @ theta - Y) ** 2)
        costs.append(cost.numpy().item())
        opt.apply_gradients(zip(tape.gradient(cost, [theta]), [theta]))
    return costs


result = {
    '梯度下降': run(tf.keras.optimizers.SGD(0.4)),
    '动量': run(tf.keras.optimizers.SGD(0.8, momentum=0.3)),
    'Nesterov': run(tf.keras.optimizers.SGD(0.8, momentum=0.3, nesterov=True)),
}
losses = {k: v[:10] for k, v in result.items()}
steps = {k: next(i for i, c in enumerate(v) if c < 0.01) for k, v in result.items()}
print(losses, steps)
