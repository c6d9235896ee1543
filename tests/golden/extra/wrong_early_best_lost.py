# expect: extra.earlystopping failed best-epoch-lost | training-function numpy
def early_stopping(losses, patience):
    best, bad = losses[0], 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < best:
            best, bad = losses[epoch], 0
        else:
            bad += 1
            if bad >= patience:
                return epoch, epoch
    return len(losses) - 1, len(losses) - 1
