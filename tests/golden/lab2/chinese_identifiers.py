# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
def 线性衰减(步数, 初始学习率=0.3, 稳定学习率=0.003, 衰减步数=20):
    if 步数 < 衰减步数:
        比例 = 步数 / 衰减步数
        return (1 - 比例) * 初始学习率 + 比例 * 稳定学习率
    return 稳定学习率


def 指数衰减(步数, 初始学习率=0.3, 衰减率=0.96, 衰减间隔=5):
    return 初始学习率 * 衰减率 ** (步数 // 衰减间隔)
