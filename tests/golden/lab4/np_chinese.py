# expect: lab4.adagrad passed | plain-class numpy
import numpy as np


class 自适应梯度:
    """AdaGrad"""

    def __init__(self, 学习率=0.001, 小常数=1e-7):
        self.学习率, self.小常数 = 学习率, 小常数
        self.累积 = None

    def 更新(self, 参数, 梯度):
        if self.累积 is None:
            self.累积 = [np.zeros_like(甲) for 甲 in 参数]
        for 序号, 导数 in enumerate(梯度):
            self.累积[序号] += 导数 ** 2
            参数[序号] -= self.学习率 / (self.小常数 + np.sqrt(self.累积[序号])) * 导数
