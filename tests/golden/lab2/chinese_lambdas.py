# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
# 学习率衰减：线性和指数
lr0 = 0.1
lr_end = 0.001
total_steps = 100
decay_rate = 0.96
decay_steps = 10
线性衰减 = lambda step: max(lr_end, lr0 - (lr0 - lr_end) * step / total_steps)
指数衰减 = lambda step: lr0 * decay_rate ** (step / decay_steps)
print([线性衰减(i) for i in range(0, 100, 10)])
print([指数衰减(i) for i in range(0, 100, 10)])
