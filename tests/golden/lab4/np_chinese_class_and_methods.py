# expect: lab4.adagrad passed | plain-class numpy
import numpy as np


class 自适应梯度:
    """AdaGrad：累积梯度平方"""

    def __init__(self, 学习率=0.01, 小量=1e-7):
        self.学习率 = 学习率
        self.小量 = 小量
        self.累积 = None

    def 更新(self, 参数, 梯度):
        if self.累积 is None:
            self.累积 = [np.zeros_like(p) for p in 参数]
        for i in range(len(参数)):
            self.累积[i] += 梯度[i] * 梯度[i]
            参数[i] -= self.学习率 * 梯度[i] / (np.sqrt(self.累积[i]) + self.小量)
        return 参数
