# expect: lab4.adagrad passed | update-function torch
import torch


def adagrad_update(params, grads, cache, lr=0.01, delta=1e-7):
    new_params, new_cache = [], []
    for p, g, r in zip(params, grads, cache):
        r = r + g * g
        p = p - lr / (delta + torch.sqrt(r)) * g
        new_params.append(p)
        new_cache.append(r)
    return new_params, new_cache
