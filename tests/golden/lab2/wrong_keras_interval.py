# expect: lab2.linear not_found; lab2.exponential failed wrong-hyperparameter | schedule keras
import keras
from keras import ops


class MyExponentialDecay(keras.optimizers.schedules.LearningRateSchedule):
    """每 10 步衰减一次"""

    def __init__(self, initial_learning_rate=0.3, decay_rate=0.96):
        super().__init__()
        self.initial_learning_rate = initial_learning_rate
        self.decay_rate = decay_rate

    def __call__(self, step):
        p = ops.floor(ops.cast(step, "float32") / 10.0)
        return self.initial_learning_rate * ops.power(ops.cast(self.decay_rate, "float32"), p)
