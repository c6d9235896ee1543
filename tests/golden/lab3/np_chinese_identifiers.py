# expect: lab3.momentum passed; lab3.nesterov not_found | plain-class numpy
import numpy as np


class 动量优化器:
    def __init__(self, 学习率=0.001, 动量=0.9):
        self.学习率 = 学习率
        self.动量 = 动量
        self.速度 = None

    def 更新(self, 参数, 梯度):
        if self.速度 is None:
            self.速度 = [np.zeros_like(一个) for 一个 in 参数]
        for i in range(len(参数)):
            self.速度[i] = self.动量 * self.速度[i] - self.学习率 * 梯度[i]
            参数[i] += self.速度[i]
