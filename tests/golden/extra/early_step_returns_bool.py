# expect: extra.earlystopping passed | plain-class numpy
class EarlyStopper:
    """step(loss) 返回是否应该停止"""

    def __init__(self, patience):
        self.patience = patience
        self.best_loss = float("inf")
        self.best_epoch = -1
        self.epoch = -1

    def step(self, loss):
        self.epoch += 1
        if loss < self.best_loss:
            self.best_loss = loss
            self.best_epoch = self.epoch
        return self.epoch - self.best_epoch >= self.patience
