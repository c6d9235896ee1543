# expect: lab2.linear passed; lab2.exponential not_found | schedule numpy
def linear_decay(step, start_lr=0.3, end_lr=0.003, decay_steps=20):
    step = min(step, decay_steps)
    return start_lr + (end_lr - start_lr) * step / decay_steps
