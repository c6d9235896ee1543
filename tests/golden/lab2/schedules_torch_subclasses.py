# expect: lab2.linear passed; lab2.exponential passed | schedule torch
import torch
from torch.optim.lr_scheduler import LRScheduler


class LinearDecay(LRScheduler):
    def __init__(self, optimizer, stable_lr=0.003, decay_steps=20, last_epoch=-1):
        self.stable_lr = stable_lr
        self.decay_steps = decay_steps
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        part = min(self.last_epoch / self.decay_steps, 1.0)
        return [(1 - part) * base + part * self.stable_lr for base in self.base_lrs]


class ExponentialDecay(LRScheduler):
    def __init__(self, optimizer, decay_rate=0.96, decay_interval=5, last_epoch=-1):
        self.decay_rate = decay_rate
        self.decay_interval = decay_interval
        super().__init__(optimizer, last_epoch)

    def get_lr(self):
        power = self.last_epoch // self.decay_interval
        return [base * self.decay_rate**power for base in self.base_lrs]
