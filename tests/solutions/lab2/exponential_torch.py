"""Lab 2 in PyTorch: a factor every few steps, as a staircase."""

import torch


def exponential_decay(step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    times = torch.div(torch.as_tensor(step), decay_interval, rounding_mode="floor")
    return start_lr * torch.pow(torch.tensor(decay_rate, dtype=torch.float64), times)


if __name__ == "__main__":
    print([round(exponential_decay(step).item(), 4) for step in range(12)])
