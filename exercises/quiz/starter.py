"""小练习 / Quiz. 四个答案：batch、mini-batch、stochastic、online 之一。One of these words for each task."""

answers = [
    None,  # 1. MNIST 随机抽取 32 个样本 / 32 random samples of MNIST
    None,  # 2. 用户的实时行为 / visits as they happen
    None,  # 3. 100 张图片同时训练 / all 100 images at once
    None,  # 4. 每次随机抽取一张 / one of the 100 at a time
]
