# expect: lab5.rmsprop passed; lab5.nesterov not_found | plain-class numpy
import numpy as np


class RMSProp优化器:
    def __init__(self, 学习率=0.001, 衰减速率=0.9, 小常数=1e-6):
        self.学习率 = 学习率
        self.衰减速率 = 衰减速率
        self.小常数 = 小常数
        self.r = {}

    def 更新(self, 参数, 梯度):
        for 名字 in 参数:
            旧 = self.r.get(名字, np.zeros_like(参数[名字]))
            self.r[名字] = self.衰减速率 * 旧 + (1 - self.衰减速率) * 梯度[名字] ** 2
            参数[名字] -= self.学习率 * 梯度[名字] / np.sqrt(self.小常数 + self.r[名字])
