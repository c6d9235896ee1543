"""实验五 RMSProp / Lab 5, RMSProp.

这里是 NumPy 的写法。用 TF1 请继承 tf.train.Optimizer，用 Keras 请继承 keras.optimizers.Optimizer。
This is the NumPy form. For TF1 subclass tf.train.Optimizer, for Keras keras.optimizers.Optimizer.
"""


class RMSProp:
    """r ← ρr + (1-ρ) g⊙g，θ ← θ - ε / √(δ + r) ⊙ g"""

    def __init__(self, learning_rate=0.001, rho=0.9, epsilon=1e-6):
        self.learning_rate = learning_rate
        self.rho = rho
        self.epsilon = epsilon

    def update(self, params, grads):
        """params、grads 是数组的列表 / lists of arrays；原地修改或返回 / change in place or return."""
        raise NotImplementedError("请实现 RMSProp 更新 / write RMSProp's update")


class RMSPropNesterov:
    """了解 / further: 在超前点 θ + αv 的梯度 / the gradient at the look-ahead point."""

    def __init__(self, learning_rate=0.001, rho=0.9, momentum=0.9, epsilon=1e-6):
        self.learning_rate = learning_rate
        self.rho = rho
        self.momentum = momentum
        self.epsilon = epsilon

    def update(self, params, grads):
        raise NotImplementedError("请实现带 Nesterov 动量的 RMSProp / write RMSProp with Nesterov momentum")
