# expect: lab2.linear passed; lab2.exponential passed | schedule numpy
# 实验二：两种学习率衰减


def linear_decay(step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    """线性衰减到 decay_steps 步，之后不变"""
    if step >= decay_steps:
        return stable_lr
    a = step / decay_steps
    return (1 - a) * start_lr + a * stable_lr


def exponential_decay(step, start_lr=0.3, decay_rate=0.96, decay_steps=5):
    """每 decay_steps 步衰减一次"""
    return start_lr * decay_rate ** (step // decay_steps)


for i in range(50):
    print(i, linear_decay(i), exponential_decay(i))
