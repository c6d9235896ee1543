# expect: lab2.linear failed decay-not-stopped | schedule keras
import tensorflow as tf


class MyLinear(tf.keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, start_lr=0.3, stable_lr=0.003, decay_steps=20):
        super().__init__()
        self.start_lr = start_lr
        self.stable_lr = stable_lr
        self.decay_steps = decay_steps

    def __call__(self, step):
        step = tf.cast(step, tf.float32)
        return self.start_lr - (self.start_lr - self.stable_lr) * step / self.decay_steps
