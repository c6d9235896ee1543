# expect: compare.first10 passed; compare.convergence passed | observed keras
import numpy as np
import keras

x = np.array([[1.0, 0.2], [0.0, 1.0], [1.0, 0.0], [0.1, 1.0]])
y = x @ np.array([[2.0], [-3.0]])

losses, steps = {}, {}
for name, opt in [
    ("gd", keras.optimizers.SGD(0.6)),
    ("momentum", keras.optimizers.SGD(0.6, momentum=0.2)),
    ("nesterov", keras.optimizers.SGD(0.6, momentum=0.2, nesterov=True)),
]:
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")])
    model.compile(optimizer=opt, loss="mse")
    h = model.fit(x, y, epochs=12, batch_size=4, verbose=0).history["loss"]
    losses[name] = h[:10]
    # first epoch whose loss is below 0.05
    steps[name] = next((i for i, v in enumerate(h) if v < 0.05), None)

print(losses)
print(steps)
