"""Lab 2 in PyTorch: the linear decay as a function over tensors."""

import torch


def linear_decay(step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    alpha = torch.clamp(torch.as_tensor(float(step)) / decay_steps, max=1.0)
    return (1 - alpha) * start_lr + alpha * stable_lr


if __name__ == "__main__":
    print([round(linear_decay(step).item(), 4) for step in range(25)])
