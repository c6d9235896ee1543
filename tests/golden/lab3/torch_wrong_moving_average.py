# expect: lab3.momentum failed ema-momentum; lab3.nesterov not_found | update-function torch
import torch

velocity = {}


def sgd_with_momentum(params, lr=0.01, beta=0.9):
    """params: list of tensors with requires_grad=True"""
    with torch.no_grad():
        for p in params:
            if p not in velocity:
                velocity[p] = torch.zeros_like(p)
            velocity[p] = beta * velocity[p] + (1 - beta) * p.grad
            p -= lr * velocity[p]
            p.grad.zero_()
