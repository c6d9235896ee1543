# expect: lab2.linear passed; lab2.exponential failed decay-from-stable-rate | schedule numpy
start_lr = 0.3 # 初始学习率
stable_lr = start_lr * 0.01 # 稳定后的学习率
decay_step = 20 # 线性衰减步数
train_step = 50 # 训练步数

# 训练模型
for i in range(train_step):
    if i < decay_step:
        lr = (1 - i / decay_step) * start_lr + i / decay_step * stable_lr
    else:
        lr = stable_lr

    print(lr)
    # training ...
    pass


start_lr = 0.3    # 初始学习率
decay_rate=0.96   # 衰减率
decay_times = 5   # 指数衰减间隔
train_step = 50   # 训练步数

lr = start_lr
# 训练模型
for i in range(train_step):
    if i % decay_times == decay_times - 1:
        lr = stable_lr * decay_rate ** ((i + 1) / decay_times)

    print(lr)
    # training ...
    pass
