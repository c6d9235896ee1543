"""实验二：学习率衰减 / Lab 2: learning rate decay"""

import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()  # TensorFlow 1 的图与会话 / the graphs and sessions of TensorFlow 1

# lab2.linear
def linear_decay(global_step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    """ε_k = (1-α) ε₀ + α ε_τ, α = k/τ"""
    raise NotImplementedError("请返回第 global_step 步的学习率（张量） / return the rate of this step, a tensor")


# %%
# 看前几步的学习率；还没写出来时，这里只提醒一声 / look at the first rates; until it is written, this only reminds you
with tf.Graph().as_default(), tf.Session() as session:
    step = tf.placeholder(tf.int64, [])
    try:
        rate = linear_decay(step)
        print([session.run(rate, {step: k}) for k in range(6)])
    except NotImplementedError as todo:
        print(todo)

# lab2.exponential
def exponential_decay(global_step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    """ε_k = ε₀ d^(k/n)"""
    raise NotImplementedError("请返回第 global_step 步的学习率（张量） / return the rate of this step, a tensor")


# %%
# 看前几步的学习率；还没写出来时，这里只提醒一声 / look at the first rates; until it is written, this only reminds you
with tf.Graph().as_default(), tf.Session() as session:
    step = tf.placeholder(tf.int64, [])
    try:
        rate = exponential_decay(step)
        print([session.run(rate, {step: k}) for k in range(6)])
    except NotImplementedError as todo:
        print(todo)

# lab2.builtin
# 在这里用 tf.train.exponential_decay 给梯度下降的学习率，训练线性回归 / train the linear regression by gradient descent here, its rate from tf.train.exponential_decay
