# expect: lab2.linear not_started; lab2.exponential not_started | schedule numpy
def linear_decay(step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    """线性衰减"""
    raise NotImplementedError("请补全")


def exponential_decay(step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    """指数衰减"""
    raise NotImplementedError("请补全")
