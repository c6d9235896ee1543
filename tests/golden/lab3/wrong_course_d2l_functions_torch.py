# expect: lab3.momentum failed ema-momentum; lab3.nesterov failed momentum-and-gradient-both; lab4.adagrad failed missing-root; lab6.adam failed bias-correction-constant | update-function torch
import torch


def sgd_momentum(params, states, hyperparams):
    for p, v in zip(params, states):
        with torch.no_grad():
            v[:] = hyperparams["momentum"] * v + (1 - hyperparams["momentum"]) * p.grad
            p[:] -= hyperparams["lr"] * v
        p.grad.zero_()


def nesterov(params, states, hyperparams):
    for p, v in zip(params, states):
        with torch.no_grad():
            v[:] = hyperparams["momentum"] * v + p.grad
            p[:] -= hyperparams["lr"] * (p.grad + v)
        p.grad.zero_()


def adagrad(params, states, hyperparams):
    eps = 1e-6
    for p, s in zip(params, states):
        with torch.no_grad():
            s[:] += torch.square(p.grad)
            p[:] -= hyperparams["lr"] * p.grad / (s + eps)
        p.grad.zero_()


def adam(params, states, hyperparams):
    beta1, beta2, eps = 0.9, 0.999, 1e-6
    for p, (v, s) in zip(params, states):
        with torch.no_grad():
            v[:] = beta1 * v + (1 - beta1) * p.grad
            s[:] = beta2 * s + (1 - beta2) * torch.square(p.grad)
            p[:] -= hyperparams["lr"] * v / (1 - beta1) / (torch.sqrt(s / (1 - beta2)) + eps)
        p.grad.zero_()
