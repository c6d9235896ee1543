# expect: extra.earlystopping failed patience-not-reset | plain-class numpy
class EarlyStopper:
    def __init__(self, patience=1, min_delta=0):
        self.patience = patience
        self.min_delta = min_delta
        self.counter = 0
        self.min_validation_loss = float('inf')
        self.best_epoch = -1
        self.epoch = -1
    def early_stop(self, validation_loss):
        self.epoch += 1
        if validation_loss < self.min_validation_loss:
            self.min_validation_loss = validation_loss
            self.best_epoch = self.epoch
        elif validation_loss > (self.min_validation_loss + self.min_delta):
            self.counter += 1
            if self.counter >= self.patience:
                return True
        return False
