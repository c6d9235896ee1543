# expect: lab3.momentum passed; lab3.nesterov not_found | training-function numpy
import numpy as np


def 动量法(梯度, 初值, 学习率=0.001, 动量系数=0.9, 迭代次数=100):
    旧 = np.array(初值, dtype=float)
    新 = 旧.copy()
    轨迹 = [新]
    for k in range(迭代次数):
        新, 旧 = 新 - 学习率 * 梯度(新) + 动量系数 * (新 - 旧), 新
        轨迹.append(新)
    return np.array(轨迹)
