# expect: lab2.linear passed; lab2.exponential passed | schedule keras
import keras
from keras import ops


class LinearToTau(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, start_lr=0.3, stable_lr=0.003, decay_steps=20):
        super().__init__()
        self.start_lr = start_lr
        self.stable_lr = stable_lr
        self.decay_steps = decay_steps

    def __call__(self, step):
        a = ops.minimum(ops.cast(step, "float32") / self.decay_steps, 1.0)
        return (1.0 - a) * self.start_lr + a * self.stable_lr

    def get_config(self):
        return {"start_lr": self.start_lr, "stable_lr": self.stable_lr, "decay_steps": self.decay_steps}


class ExponentialStairs(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, start_lr=0.3, decay_rate=0.96, decay_steps=5):
        super().__init__()
        self.start_lr = start_lr
        self.decay_rate = decay_rate
        self.decay_steps = decay_steps

    def __call__(self, step):
        n = ops.floor(ops.cast(step, "float32") / self.decay_steps)
        return self.start_lr * ops.power(ops.cast(self.decay_rate, "float32"), n)

    def get_config(self):
        return {"start_lr": self.start_lr, "decay_rate": self.decay_rate, "decay_steps": self.decay_steps}
