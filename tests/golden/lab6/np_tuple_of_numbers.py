# expect: lab6.adam passed | observed numpy
import numpy as np

xs = np.linspace(-1, 1, 40)
ys = 3 * xs + 1


def advance(s, t):
    k, c, mk, mc, vk, vc = s
    miss = k * xs + c - ys
    dk, dc = 2 * np.mean(miss * xs), 2 * np.mean(miss)
    mk, mc = 0.9 * mk + 0.1 * dk, 0.9 * mc + 0.1 * dc
    vk, vc = 0.999 * vk + 0.001 * dk**2, 0.999 * vc + 0.001 * dc**2
    k = k - 0.1 * (mk / (1 - 0.9**t)) / (np.sqrt(vk / (1 - 0.999**t)) + 1e-8)
    c = c - 0.1 * (mc / (1 - 0.9**t)) / (np.sqrt(vc / (1 - 0.999**t)) + 1e-8)
    return k, c, mk, mc, vk, vc


s = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
for t in range(1, 301):
    s = advance(s, t)
print(s[:2])
