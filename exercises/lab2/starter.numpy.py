"""实验二：学习率衰减 / Lab 2: learning rate decay"""

import numpy as np

# lab2.linear
def linear_decay(step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    """ε_k = (1-α) ε₀ + α ε_τ, α = k/τ"""
    raise NotImplementedError("请返回第 step 步的学习率 / return the rate of this step")


# %%
# 看前几步的学习率；还没写出来时，这里只提醒一声 / look at the first rates; until it is written, this only reminds you
try:
    print([linear_decay(step) for step in range(6)])
except NotImplementedError as todo:
    print(todo)

# lab2.exponential
def exponential_decay(step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    """ε_k = ε₀ d^(k/n)"""
    raise NotImplementedError("请返回第 step 步的学习率 / return the rate of this step")


# %%
# 看前几步的学习率；还没写出来时，这里只提醒一声 / look at the first rates; until it is written, this only reminds you
try:
    print([exponential_decay(step) for step in range(6)])
except NotImplementedError as todo:
    print(todo)

# lab2.builtin
# NumPy 没有内置衰减：请用 tf.train.exponential_decay 或 keras.optimizers.schedules.ExponentialDecay / NumPy has no built-in decay: use tf.train.exponential_decay or keras.optimizers.schedules.ExponentialDecay
