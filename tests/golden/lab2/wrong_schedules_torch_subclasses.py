# expect: lab2.linear failed decay-not-stopped; lab2.exponential failed decay-every-step | schedule torch
import torch
from torch.optim.lr_scheduler import _LRScheduler


class LinearLR(_LRScheduler):
    def __init__(self, optimizer, stable_lr=0.003, decay_steps=20, last_epoch=-1):
        self.stable_lr = stable_lr
        self.decay_steps = decay_steps
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        part = self.last_epoch / self.decay_steps
        return [(1 - part) * base + part * self.stable_lr for base in self.base_lrs]


class ExpLR(_LRScheduler):
    def __init__(self, optimizer, decay_rate=0.96, decay_interval=5, last_epoch=-1):
        self.decay_rate = decay_rate
        self.decay_interval = decay_interval
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        if self.last_epoch == 0:
            return self.base_lrs
        return [group["lr"] * self.decay_rate for group in self.optimizer.param_groups]
