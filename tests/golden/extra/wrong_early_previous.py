# expect: extra.earlystopping failed compared-with-previous | training-function numpy
import numpy as np


def early_stopping(losses, patience):
    bad = 0
    for t in range(1, len(losses)):
        if losses[t] < losses[t - 1]:
            bad = 0
        else:
            bad += 1
        if bad >= patience:
            return t, int(np.argmin(losses[:t + 1]))
    return len(losses) - 1, int(np.argmin(losses))
