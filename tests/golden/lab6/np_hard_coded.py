# expect: lab6.adam passed | plain-class numpy
import numpy as np


class Adam:
    # 全部用课件上的建议默认值
    def __init__(self):
        self.t = 0
        self.s = None
        self.r = None

    def update(self, theta, g):
        if self.s is None:
            self.s = [np.zeros_like(x) for x in theta]
            self.r = [np.zeros_like(x) for x in theta]
        self.t += 1
        for i in range(len(theta)):
            self.s[i] = 0.9 * self.s[i] + 0.1 * g[i]
            self.r[i] = 0.999 * self.r[i] + 0.001 * g[i] ** 2
            s_hat = self.s[i] / (1 - 0.9 ** self.t)
            r_hat = self.r[i] / (1 - 0.999 ** self.t)
            theta[i] = theta[i] - 0.001 * s_hat / (np.sqrt(r_hat) + 1e-8)
        return theta
