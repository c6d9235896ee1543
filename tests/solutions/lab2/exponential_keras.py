"""Exponential decay as a Keras schedule."""

import keras
from keras import ops


class ExponentialDecay(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, start_lr=0.3, decay_rate=0.96, decay_interval=5):
        super().__init__()
        self.start_lr = start_lr
        self.decay_rate = decay_rate
        self.decay_interval = decay_interval

    def __call__(self, step):
        drops = ops.floor(ops.cast(step, "float32") / self.decay_interval)
        return self.start_lr * ops.power(ops.cast(self.decay_rate, "float32"), drops)

    def get_config(self):
        return {"start_lr": self.start_lr, "decay_rate": self.decay_rate, "decay_interval": self.decay_interval}
