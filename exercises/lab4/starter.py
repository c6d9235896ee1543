"""实验四 AdaGrad / Lab 4, AdaGrad.

这里是 NumPy 的写法。用 TF1 请继承 tf.train.Optimizer，用 Keras 请继承 keras.optimizers.Optimizer。
This is the NumPy form. For TF1 subclass tf.train.Optimizer, for Keras keras.optimizers.Optimizer.
"""


class AdaGrad:
    """r ← r + g⊙g，θ ← θ - ε / (δ + √r) ⊙ g"""

    def __init__(self, learning_rate=0.001, epsilon=1e-7):
        self.learning_rate = learning_rate
        self.epsilon = epsilon

    def update(self, params, grads):
        """params、grads 是数组的列表 / lists of arrays；原地修改或返回 / change in place or return."""
        raise NotImplementedError("请实现 AdaGrad 更新 / write AdaGrad's update")


# 与 GD 对比 / compare with gradient descent
losses = {"gd": None, "adagrad": None}  # 每一步的代价 / the loss of each step
faster = None  # 写 "gd" 或 "adagrad" / "gd" or "adagrad"
