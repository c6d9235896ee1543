# expect: extra.earlystopping failed patience-not-reset | training-function numpy
def early_stopping(losses, patience):
    best, best_epoch, bad = losses[0], 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < best:
            best, best_epoch = losses[epoch], epoch
        else:
            bad += 1
            if bad >= patience:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch
