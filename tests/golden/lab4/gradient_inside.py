# expect: lab4.adagrad needs_person | update-function numpy
import math

eta = 0.4


def adagrad_step(x1, x2, s1, s2):
    g1, g2 = 0.4 * x1, 6 * x2
    s1 += g1**2
    s2 += g2**2
    x1 -= eta / math.sqrt(s1 + 1e-6) * g1
    x2 -= eta / math.sqrt(s2 + 1e-6) * g2
    return x1, x2, s1, s2


state = (-4.0, -1.0, 0.0, 0.0)
for _ in range(15):
    state = adagrad_step(*state)
print(state)
