# expect: extra.earlystopping failed counting-off | training-function numpy
import numpy as np
def early_stopping(losses, patience):
    best = np.inf; wait = 0; best_epoch = 0
    for e, l in enumerate(losses):
        if l < best: best, best_epoch, wait = l, e, 0
        else:
            wait += 1
            if wait >= patience: return e, best_epoch
    return None, best_epoch
