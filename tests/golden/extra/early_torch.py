# expect: extra.earlystopping passed | training-function torch
import torch


def early_stopping(losses, patience):
    """Epoch of the stop and of the best held-out loss."""
    losses = torch.as_tensor(losses, dtype=torch.float64)
    best = torch.tensor(float("inf"), dtype=torch.float64)
    best_epoch = 0
    bad = 0
    for epoch, loss in enumerate(losses):
        if loss < best:
            best, best_epoch, bad = loss, epoch, 0
        else:
            bad += 1
        if bad >= patience:
            return epoch, best_epoch
    return len(losses) - 1, best_epoch
