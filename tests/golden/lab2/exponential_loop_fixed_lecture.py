# expect: lab2.linear not_found; lab2.exponential passed | schedule numpy
start_lr = 0.3    # 初始学习率
decay_rate = 0.96   # 衰减率
decay_times = 5   # 指数衰减间隔
train_step = 50   # 训练步数

lr = start_lr
for i in range(train_step):
    if i % decay_times == decay_times - 1:
        # 课件里写的是 stable_lr，应该是 start_lr
        lr = start_lr * decay_rate ** ((i + 1) / decay_times)
    print(lr)
