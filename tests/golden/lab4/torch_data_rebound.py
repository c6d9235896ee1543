# expect: lab4.adagrad passed | update-function torch
import torch
import numpy as np
def adagrad(params, sqrs, lr, batch_size):
    eps_stable = 1e-7
    for param, sqr in zip(params, sqrs):
        g = param.grad / batch_size
        sqr[:] += torch.mul(g, g)
        div = lr * g / (torch.sqrt(sqr) + eps_stable)
        param.data = param.data - div
