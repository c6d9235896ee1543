"""选做：AdaBelief / Extra: AdaBelief"""

import numpy as np

# adabelief.adabelief
class AdaBelief:
    """s ← ρ₁s + (1-ρ₁)g; r ← ρ₂r + (1-ρ₂)(g-s)⊙(g-s); θ ← θ - ε ŝ / (√r̂ + δ)"""

    def __init__(self, learning_rate=0.001, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
        self.learning_rate = learning_rate  # ε
        self.beta_1 = beta_1  # ρ₁
        self.beta_2 = beta_2  # ρ₂
        self.epsilon = epsilon  # δ

    def update(self, params, grads):
        raise NotImplementedError("请写出 AdaBelief 的更新 / write AdaBelief's update")
