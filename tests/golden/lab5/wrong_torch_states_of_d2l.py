# expect: lab5.rmsprop failed missing-root; lab5.nesterov failed accumulator-not-decayed | update-function torch
import torch
from d2l import torch as d2l


def init_rmsprop_states(feature_dim):
    s_w = torch.zeros((feature_dim, 1))
    s_b = torch.zeros(1)
    return (s_w, s_b)


def rmsprop(params, states, hyperparams):
    gamma, eps = hyperparams['gamma'], 1e-6
    for p, s in zip(params, states):
        with torch.no_grad():
            s[:] = gamma * s + (1 - gamma) * torch.square(p.grad)
            p[:] -= hyperparams['lr'] * p.grad / (s + eps)
        p.grad.data.zero_()


def init_rmsprop_nesterov_states(feature_dim):
    return ((torch.zeros((feature_dim, 1)), torch.zeros((feature_dim, 1))), (torch.zeros(1), torch.zeros(1)))


def rmsprop_nesterov(params, states, hyperparams):
    eps = 1e-6
    for p, (s, v) in zip(params, states):
        with torch.no_grad():
            s[:] = s + torch.square(p.grad)
            step = hyperparams['lr'] * p.grad / (torch.sqrt(s) + eps)
            v[:] = hyperparams['momentum'] * v - step
            p[:] += hyperparams['momentum'] * v - step
        p.grad.data.zero_()
