"""实验四：AdaGrad / Lab 4: AdaGrad"""

import keras
import numpy as np
from keras import ops

# lab4.adagrad
class AdaGrad(keras.optimizers.Optimizer):
    """r ← r + g⊙g; θ ← θ - ε / (δ + √r) ⊙ g"""

    def __init__(self, learning_rate=0.001, epsilon=1e-7, name="own_adagrad", **kwargs):
        super().__init__(learning_rate=learning_rate, name=name, **kwargs)
        self.epsilon = epsilon  # δ

    def build(self, variables):
        if self.built:
            return
        super().build(variables)
        # 每个变量一份，从 0 开始 / one for each variable, starting at 0
        self.r = [self.add_variable_from_reference(variable, name="r") for variable in variables]

    def update_step(self, gradient, variable, learning_rate):
        # i = self._get_variable_index(variable)
        # 用 self.assign(…)、self.assign_add(…) 改变状态和变量 / change states and variable with self.assign(…), self.assign_add(…)
        raise NotImplementedError("请写出 AdaGrad 的更新 / write AdaGrad's update")


# %%
# 用它训练线性回归；更新还没写出来时，这里只提醒一声 / train the linear regression with it; until the update is written, this only reminds you
optimizer = AdaGrad(learning_rate=2.0)
w = keras.Variable(start, dtype="float32")
try:
    for step in range(200):
        error = ops.matmul(x, w) - y
        if step % 10 == 0:
            print(step, float(ops.mean(ops.square(error))))
        optimizer.apply([2 / len(y) * ops.matmul(x.T, error)], [w])
except NotImplementedError as todo:
    print(todo)

# lab4.compare
# 从同一个起点训练梯度下降和 AdaGrad / train gradient descent and AdaGrad from the same start

# lab4.builtin
# 在这里用 keras.optimizers.Adagrad 训练线性回归 / train the linear regression with keras.optimizers.Adagrad here
