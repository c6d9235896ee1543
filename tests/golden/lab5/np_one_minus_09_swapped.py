# expect: lab5.rmsprop failed decay-swapped | observed numpy
import numpy as np

rng = np.random.default_rng(23)
x = rng.normal(size=60)
y = 2.0 * x - 1.0 + 0.1 * rng.normal(size=60)


params = {'w': 0.0, 'b': 0.0}
sw = 0.0
sb = 0.0
for i in range(150):
    err = params['w'] * x + params['b'] - y
    dw = 2 / len(y) * np.sum(err * x)
    db = 2 * np.mean(err)
    sw = (1 - 0.9) * sw + 0.9 * dw ** 2
    params['w'] = params['w'] - 0.02 * dw / np.sqrt(sw + 1e-8)
    sb = (1 - 0.9) * sb + 0.9 * db ** 2
    params['b'] = params['b'] - 0.02 * db / np.sqrt(sb + 1e-8)
print(params)
