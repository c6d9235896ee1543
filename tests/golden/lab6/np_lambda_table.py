# expect: lab6.adam passed | observed numpy
import numpy as np
UPDATES = {
    "sgd": lambda p, g, s, h: p - h["lr"] * g,
    "adam": lambda p, g, s, h: (
        s.__setitem__("t", s.get("t", 0) + 1),
        s.__setitem__("m", h["b1"] * s.get("m", 0) + (1 - h["b1"]) * g),
        s.__setitem__("v", h["b2"] * s.get("v", 0) + (1 - h["b2"]) * g ** 2),
        p - h["lr"] * (s["m"] / (1 - h["b1"] ** s["t"])) / (np.sqrt(s["v"] / (1 - h["b2"] ** s["t"])) + h["eps"]),
    )[-1],
}
h = dict(lr=0.1, b1=0.9, b2=0.999, eps=1e-8)
rng = np.random.default_rng(0)
X = rng.normal(size=(20, 2)); Y = X @ [1, -1]
for name in ("sgd", "adam"):
    p = np.zeros(2); s = {}
    for k in range(200):
        g = 2 * X.T @ (X @ p - Y) / 20
        p = UPDATES[name](p, g, s, h)
    print(name, p)
