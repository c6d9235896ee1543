# expect: lab2.linear failed decay-not-stopped; lab2.exponential not_found | schedule numpy
def linear_decay(k, start_lr=0.3, stable_lr=0.003, decay_steps=20):
    alpha = k / decay_steps
    return (1 - alpha) * start_lr + alpha * stable_lr
