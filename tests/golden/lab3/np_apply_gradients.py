# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
import numpy as np


class MomentumGradientDescent:
    """接口模仿 TensorFlow 的 apply_gradients，传 (梯度, 变量) 对，原地更新"""

    def __init__(self, learning_rate=0.001, momentum=0.9):
        self._lr = learning_rate
        self._mom = momentum
        self._slots = {}

    def apply_gradients(self, grads_and_vars):
        for i, (grad, var) in enumerate(grads_and_vars):
            if i not in self._slots:
                self._slots[i] = np.zeros_like(var)
            v = self._slots[i]
            np.copyto(v, v * self._mom - grad * self._lr)
            np.add(var, v, out=var)
