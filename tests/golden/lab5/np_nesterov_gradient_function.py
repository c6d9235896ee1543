# expect: lab5.rmsprop not_found; lab5.nesterov passed | update-function numpy
import numpy as np


def rmsprop_nesterov_step(theta, v, r, grad, lr=0.001, rho=0.9, alpha=0.9, delta=1e-8):
    """grad 是函数。按算法框一步一步写。"""
    theta_tilde = theta + alpha * v              # 临时更新
    g = grad(theta_tilde)                        # 临时点的梯度
    r = rho * r + (1 - rho) * g * g              # 累积梯度
    v = alpha * v - lr / np.sqrt(r + delta) * g  # 速度更新
    theta = theta + v
    return theta, v, r
