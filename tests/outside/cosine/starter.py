"""选做：余弦衰减 / Extra: cosine decay"""

import math

# cosine.cosine
def cosine_decay(step, start_lr=0.5, decay_steps=40):
    """ε_k = ε₀ (1 + cos(πk/τ)) / 2，k ≥ τ 时为 0"""
    raise NotImplementedError("请写出余弦衰减 / write the cosine decay")
