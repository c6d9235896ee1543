# expect: lab6.adam passed | plain-class numpy
"""实验六：用 NumPy 手写 Adam，参数放在字典里。"""
import numpy as np


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999, epsilon=1e-8):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.epsilon = epsilon
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)

        self.iter += 1  # 所有参数共用一个时间步
        for key in params.keys():
            self.m[key] = self.beta1 * self.m[key] + (1 - self.beta1) * grads[key]
            self.v[key] = self.beta2 * self.v[key] + (1 - self.beta2) * grads[key] ** 2
            m_hat = self.m[key] / (1 - self.beta1 ** self.iter)
            v_hat = self.v[key] / (1 - self.beta2 ** self.iter)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + self.epsilon)


if __name__ == '__main__':
    rng = np.random.RandomState(0)
    x = rng.randn(200, 2)
    y = x @ np.array([[3.0], [-2.0]]) + 1.0
    params = {'W': np.zeros((2, 1)), 'b': np.zeros(1)}
    opt = Adam(lr=0.05)
    for step in range(500):
        err = x @ params['W'] + params['b'] - y
        grads = {'W': 2 * x.T @ err / len(x), 'b': 2 * err.mean(axis=0)}
        opt.update(params, grads)
        if step % 100 == 0:
            print('step', step, 'loss', float((err ** 2).mean()))
    print(params)
