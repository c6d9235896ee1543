# expect: extra.earlystopping failed compared-with-previous | training-function torch
import torch


def early_stopping(losses, patience):
    values = torch.tensor(losses)
    count = 0
    best_epoch = 0
    for epoch in range(1, len(values)):
        if values[epoch] < values[best_epoch]:
            best_epoch = epoch
        # 与上一轮比较
        if values[epoch] < values[epoch - 1]:
            count = 0
        else:
            count = count + 1
            if count == patience:
                return epoch, best_epoch
    return len(values) - 1, best_epoch
