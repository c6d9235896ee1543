# expect: lab2.linear failed decay-not-stopped; lab2.exponential not_found | schedule numpy
def linear_decay(step, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    return max(0, start_lr - step * (start_lr - stable_lr) / decay_steps)
