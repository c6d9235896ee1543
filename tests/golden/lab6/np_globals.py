# expect: lab6.adam passed | update-function numpy
# 全局变量写法：模型只有一个参数向量
import numpy as np

lr = 0.001
beta1 = 0.9
beta2 = 0.999
eps = 1e-8
m = 0
v = 0
t = 0


def adam(theta, grad):
    global m, v, t
    t = t + 1
    m = beta1 * m + (1 - beta1) * grad
    v = beta2 * v + (1 - beta2) * grad ** 2
    m_hat = m / (1 - beta1 ** t)
    v_hat = v / (1 - beta2 ** t)
    return theta - lr * m_hat / (np.sqrt(v_hat) + eps)
