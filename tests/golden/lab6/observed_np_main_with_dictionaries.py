# expect: lab6.adam passed | observed numpy
import numpy as np

def make_data(n=100):
    rng = np.random.default_rng(5)
    x = rng.normal(size=n)
    return x, 3 * x + 1 + 0.05 * rng.normal(size=n)

def grads(w, b, x, y):
    e = w * x + b - y
    return 2 * (e * x).mean(), 2 * e.mean()

def main():
    x, y = make_data()
    params = {'w': 0.0, 'b': 0.0}
    m = {k: 0.0 for k in params}
    v = {k: 0.0 for k in params}
    beta1, beta2, alpha, eps = 0.9, 0.999, 0.05, 1e-8
    for t in range(1, 401):
        dw, db = grads(params['w'], params['b'], x, y)
        g = {'w': dw, 'b': db}
        for k in params:
            m[k] = beta1 * m[k] + (1 - beta1) * g[k]
            v[k] = beta2 * v[k] + (1 - beta2) * g[k] ** 2
            m_hat = m[k] / (1 - beta1 ** t)
            v_hat = v[k] / (1 - beta2 ** t)
            params[k] -= alpha * m_hat / (np.sqrt(v_hat) + eps)
        if t % 50 == 0:
            loss = np.mean((params['w'] * x + params['b'] - y) ** 2)
            print(f"step {t}: loss = {loss:.6f}")
    return params

if __name__ == '__main__':
    print(main())
