# expect: lab2.linear not_found; lab2.exponential passed | schedule numpy
def exponential_decay(learning_rate, global_step, decay_steps, decay_rate, staircase=True):
    """仿照 tf.train.exponential_decay 的参数顺序"""
    if staircase:
        exponent = global_step // decay_steps
    else:
        exponent = global_step / decay_steps
    return learning_rate * decay_rate ** exponent
