# expect: extra.earlystopping failed counting-off | training-function numpy
def early_stopping(losses, patience):
    best, best_epoch, bad = float("inf"), 0, 0
    epoch = 0
    for loss in losses:
        epoch += 1
        if loss < best:
            best, best_epoch, bad = loss, epoch, 0
        else:
            bad += 1
            if bad == patience:
                break
    return epoch, best_epoch
