# expect: lab6.adam passed | update-function numpy
import numpy as np

def adam(w, g, m, v, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    m[:] = beta1 * m + (1 - beta1) * g
    v[:] = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    w -= lr * m_hat / (np.sqrt(v_hat) + eps)


x = np.linspace(-1, 1, 20)
y = 2 * x + 1
p, m, v = np.zeros(2), np.zeros(2), np.zeros(2)
for t in range(1, 301):
    err = p[0] * x + p[1] - y
    adam(p, np.array([2 * np.mean(err * x), 2 * np.mean(err)]), m, v, lr=0.05)
print(p)
