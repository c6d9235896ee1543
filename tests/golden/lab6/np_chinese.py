# expect: lab6.adam passed | plain-class numpy
import numpy as np


class 亚当:
    """Adam 优化器"""

    def __init__(self, 学习率=0.001, ρ1=0.9, ρ2=0.999, δ=1e-8):
        self.学习率 = 学习率
        self.ρ1, self.ρ2, self.δ = ρ1, ρ2, δ
        self.时间步 = 0
        self.一阶矩, self.二阶矩 = {}, {}

    def 更新(self, 参数, 梯度):
        self.时间步 += 1
        for 名 in 参数:
            g = 梯度[名]
            self.一阶矩[名] = self.ρ1 * self.一阶矩.get(名, 0) + (1 - self.ρ1) * g
            self.二阶矩[名] = self.ρ2 * self.二阶矩.get(名, 0) + (1 - self.ρ2) * g * g
            一阶修正 = self.一阶矩[名] / (1 - self.ρ1 ** self.时间步)
            二阶修正 = self.二阶矩[名] / (1 - self.ρ2 ** self.时间步)
            参数[名] = 参数[名] - self.学习率 * 一阶修正 / (np.sqrt(二阶修正) + self.δ)
        return 参数
