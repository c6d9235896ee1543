# expect: lab5.rmsprop passed; lab5.nesterov passed | update-function torch
"""实验五，d2l 的写法：参数、状态、超参数字典。"""

import torch


def init_states(feature_dim):
    return [(torch.zeros((feature_dim, 1)), torch.zeros((feature_dim, 1))), (torch.zeros(1), torch.zeros(1))]


def rmsprop(params, states, hyperparams):
    gamma, eps = hyperparams["gamma"], 1e-6
    for p, s in zip(params, states):
        with torch.no_grad():
            s[:] = gamma * s + (1 - gamma) * torch.square(p.grad)
            p[:] -= hyperparams["lr"] * p.grad / torch.sqrt(s + eps)
        p.grad.data.zero_()


def nesterov(params, states, hyperparams):
    for p, v in zip(params, states):
        with torch.no_grad():
            v[:] = hyperparams["momentum"] * v - hyperparams["lr"] * p.grad
            p[:] += hyperparams["momentum"] * v - hyperparams["lr"] * p.grad
        p.grad.data.zero_()


def rmsprop_nesterov(params, states, hyperparams):
    gamma, eps = hyperparams["gamma"], 1e-6
    for p, (s, v) in zip(params, states):
        with torch.no_grad():
            s[:] = gamma * s + (1 - gamma) * torch.square(p.grad)
            step = hyperparams["lr"] * p.grad / torch.sqrt(s + eps)
            v[:] = hyperparams["momentum"] * v - step
            p[:] += hyperparams["momentum"] * v - step
        p.grad.data.zero_()
