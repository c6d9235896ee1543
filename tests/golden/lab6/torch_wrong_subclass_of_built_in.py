# expect: lab6.adam failed built-in-used | torch-optimizer torch
import torch


class MyAdam(torch.optim.Adam):
    """自己的 Adam"""

    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        super().__init__(params, lr=lr, betas=betas, eps=eps)

    def step(self, closure=None):
        return super().step(closure)
