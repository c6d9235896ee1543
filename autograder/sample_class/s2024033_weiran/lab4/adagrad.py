# expect: lab4.adagrad passed | plain-class numpy
# 作者：魏然    实验四
import numpy as np


class AdaGrad:
    """累积平方梯度，逐元素"""

    def __init__(self, 学习率=0.001, 小常数=1e-7):
        self.学习率 = 学习率
        self.小常数 = 小常数
        self.累积 = {}

    def update(self, 参数, 梯度):
        for 名 in 参数:
            self.累积[名] = self.累积.get(名, 0) + 梯度[名] ** 2
            参数[名] = 参数[名] - self.学习率 * 梯度[名] / (self.小常数 + np.sqrt(self.累积[名]))
        return 参数
