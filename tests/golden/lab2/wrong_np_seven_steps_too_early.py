# expect: lab2.exponential failed schedule-shifted | schedule numpy
def exponential_decay(step, start_lr=0.3, decay_rate=0.96, decay_interval=5):
    warm_up = 7
    return start_lr * decay_rate ** ((step + warm_up) // decay_interval)
