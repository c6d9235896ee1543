# expect: cosine.cosine failed decay-not-stopped
import math


def cosine_decay(step, start_lr=0.5, decay_steps=40):
    return 0.5 * start_lr * (1 + math.cos(math.pi * step / decay_steps))
