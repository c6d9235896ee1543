"""实验六 Adam / Lab 6, Adam.

这里是 NumPy 的写法。用 TF1 请继承 tf.train.Optimizer，用 Keras 请继承 keras.optimizers.Optimizer。
This is the NumPy form. For TF1 subclass tf.train.Optimizer, for Keras keras.optimizers.Optimizer.
"""


class Adam:
    """s、r 是一阶矩和二阶矩，t 每一步加一 / s and r are the moments; t grows by one in each step."""

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate
        self.beta_1 = beta_1
        self.beta_2 = beta_2
        self.epsilon = epsilon

    def update(self, params, grads):
        """params、grads 是数组的列表 / lists of arrays；原地修改或返回 / change in place or return."""
        raise NotImplementedError("请实现 Adam 更新 / write Adam's update")
