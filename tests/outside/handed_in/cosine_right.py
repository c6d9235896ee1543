# expect: cosine.cosine passed
import math


def cosine_decay(step, start_lr=0.5, decay_steps=40):
    done = min(step, decay_steps) / decay_steps
    return 0.5 * start_lr * (1 + math.cos(math.pi * done))
