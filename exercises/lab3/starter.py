"""实验三 动量与 Nesterov / Lab 3, momentum and Nesterov.

这里是 NumPy 的写法。用 TF1 请继承 tf.train.Optimizer，用 Keras 请继承 keras.optimizers.Optimizer。
This is the NumPy form. For TF1 subclass tf.train.Optimizer, for Keras keras.optimizers.Optimizer.
"""


class Momentum:
    """v ← αv - εg，θ ← θ + v"""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum

    def update(self, params, grads):
        """params、grads 是数组的列表 / lists of arrays；原地修改或返回 / change in place or return."""
        raise NotImplementedError("请实现动量更新 / write the momentum update")


class Nesterov:
    """存超前点，或者让 update 接收求梯度的函数 / keep the look-ahead point, or take a gradient function."""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        self.learning_rate = learning_rate
        self.momentum = momentum

    def update(self, params, grads):
        raise NotImplementedError("请实现 Nesterov 更新 / write Nesterov's update")


# 与 GD 对比 / compare with gradient descent
steps = {"gd": None, "momentum": None}  # 代价小于 1e-6 的步数 / first step with loss < 1e-6
faster = {"early": None, "late": None}  # 写 "gd" 或 "momentum" / "gd" or "momentum"
