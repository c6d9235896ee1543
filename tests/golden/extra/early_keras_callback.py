# expect: extra.earlystopping passed | plain-class numpy
import numpy as np


class MyEarlyStopping:
    def __init__(self, patience=0):
        self.patience = patience
        self.wait = 0
        self.best = np.inf
        self.stopped_epoch = 0
        self.best_epoch = 0

    def on_epoch_end(self, epoch, logs=None):
        current = logs.get("val_loss")
        if current < self.best:
            self.best = current
            self.wait = 0
            self.best_epoch = epoch
        else:
            self.wait += 1
            if self.wait >= self.patience:
                self.stopped_epoch = epoch
                self.model.stop_training = True
