# expect: extra.earlystopping passed | training-function numpy
import numpy as np


def early_stopping(val_losses, patience=5, min_delta=0.0):
    """提前终止；返回字典"""
    wait, best = 0, np.inf
    best_epoch = stop_epoch = 0
    for i in range(len(val_losses)):
        stop_epoch = i
        if best - val_losses[i] > min_delta:
            best, best_epoch, wait = val_losses[i], i, 0
        else:
            wait += 1
        if wait >= patience:
            break
    return {"best_epoch": best_epoch, "best_loss": best, "stopped_epoch": stop_epoch}
