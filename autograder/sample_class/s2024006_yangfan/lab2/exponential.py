# expect: lab2.linear not_found; lab2.exponential failed decay-from-stable-rate | schedule numpy
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
