# expect: lab2.linear passed; lab2.exponential not_found | schedule numpy
def linear_lr(step, start_lr=0.3, decay_step=20):
    stable_lr = 0.01 * start_lr      # 课件：稳定学习率取初始学习率的 1%
    if step >= decay_step:
        return stable_lr
    return (1 - step / decay_step) * start_lr + step / decay_step * stable_lr
