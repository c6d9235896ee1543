"""实验二 学习率衰减 / Lab 2, learning rate decay. step 从 0 开始 / step counts from 0."""


def linear_decay(step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    """前 decay_steps 步线性衰减，之后不变 / linear down to stable_lr, constant after decay_steps."""
    raise NotImplementedError("请返回这一步的学习率 / return the rate of this step")


def exponential_decay(step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    """每 decay_interval 步乘一次 decay_rate / one factor decay_rate every decay_interval steps."""
    raise NotImplementedError("请返回这一步的学习率 / return the rate of this step")
