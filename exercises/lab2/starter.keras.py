"""实验二：学习率衰减 / Lab 2: learning rate decay"""

import keras
import numpy as np
from keras import ops

# lab2.linear
class LinearDecay(keras.optimizers.schedules.LearningRateSchedule):
    """ε_k = (1-α) ε₀ + α ε_τ, α = k/τ"""

    def __init__(self, start_lr=0.3, stable_lr=0.003, decay_steps=20):
        super().__init__()
        self.start_lr = start_lr
        self.stable_lr = stable_lr
        self.decay_steps = decay_steps

    def __call__(self, step):
        raise NotImplementedError("请返回第 step 步的学习率 / return the rate of this step")

    def get_config(self):
        return {"start_lr": self.start_lr, "stable_lr": self.stable_lr, "decay_steps": self.decay_steps}


# %%
# 看前几步的学习率；还没写出来时，这里只提醒一声 / look at the first rates; until it is written, this only reminds you
schedule = LinearDecay()
try:
    print([float(schedule(step)) for step in range(6)])
except NotImplementedError as todo:
    print(todo)

# lab2.exponential
class ExponentialDecay(keras.optimizers.schedules.LearningRateSchedule):
    """ε_k = ε₀ d^(k/n)"""

    def __init__(self, start_lr=0.3, decay_rate=0.96, decay_interval=5):
        super().__init__()
        self.start_lr = start_lr
        self.decay_rate = decay_rate
        self.decay_interval = decay_interval

    def __call__(self, step):
        raise NotImplementedError("请返回第 step 步的学习率 / return the rate of this step")

    def get_config(self):
        return {"start_lr": self.start_lr, "decay_rate": self.decay_rate, "decay_interval": self.decay_interval}


# %%
# 看前几步的学习率；还没写出来时，这里只提醒一声 / look at the first rates; until it is written, this only reminds you
schedule = ExponentialDecay()
try:
    print([float(schedule(step)) for step in range(6)])
except NotImplementedError as todo:
    print(todo)

# lab2.builtin
# 在这里用 ExponentialDecay 给 SGD 的学习率，训练线性回归 / train the linear regression by SGD here, its rate from ExponentialDecay
