"""Linear decay as a Keras schedule."""

import keras
from keras import ops


class LinearDecay(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, start_lr=0.3, stable_lr=0.003, decay_steps=20):
        super().__init__()
        self.start_lr = start_lr
        self.stable_lr = stable_lr
        self.decay_steps = decay_steps

    def __call__(self, step):
        alpha = ops.minimum(ops.cast(step, "float32") / self.decay_steps, 1.0)
        return (1 - alpha) * self.start_lr + alpha * self.stable_lr

    def get_config(self):
        return {"start_lr": self.start_lr, "stable_lr": self.stable_lr, "decay_steps": self.decay_steps}
