# expect: lab6.adam failed second-moment-not-squared | plain-class numpy
import numpy as np


class 优化器:
    def __init__(self, 学习率=0.001):
        self.学习率 = 学习率


class Adam(优化器):
    def __init__(self, 学习率=0.001, 贝塔1=0.9, 贝塔2=0.999, 小数=1e-8):
        super().__init__(学习率)
        self.贝塔1, self.贝塔2, self.小数 = 贝塔1, 贝塔2, 小数
        self.步数 = 0

    def 更新(self, 权重, 梯度):
        if self.步数 == 0:
            self.一阶 = np.zeros_like(权重)
            self.二阶 = np.zeros_like(权重)
        self.步数 += 1
        self.一阶 = self.贝塔1 * self.一阶 + (1 - self.贝塔1) * 梯度
        self.二阶 = self.贝塔2 * self.二阶 + (1 - self.贝塔2) * np.abs(梯度)
        一 = self.一阶 / (1 - self.贝塔1 ** self.步数)
        二 = self.二阶 / (1 - self.贝塔2 ** self.步数)
        return 权重 - self.学习率 * 一 / (np.sqrt(二) + self.小数)
