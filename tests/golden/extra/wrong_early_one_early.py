# expect: extra.earlystopping failed stopped-early | training-function numpy
def early_stopping(losses, patience):
    best, best_epoch, bad = losses[0], 0, 0
    for epoch, loss in enumerate(losses[1:], 1):
        if loss < best:
            best, best_epoch, bad = loss, epoch, 0
        else:
            bad += 1
            if bad >= patience - 1:
                return epoch, best_epoch
    return len(losses) - 1, best_epoch
