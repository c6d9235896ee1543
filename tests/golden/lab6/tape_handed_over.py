# expect: lab6.adam passed | gradient-tape tf2
import tensorflow as tf
class AdamOptimizer:
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8):
        self.params = params
        self.lr = lr
        self.betas = betas
        self.eps = eps
        self.exp_avg = [tf.zeros_like(p) for p in params]
        self.exp_avg_sq = [tf.zeros_like(p) for p in params]
        self.steps = 0
    def step(self, tape, loss):
        grads = tape.gradient(loss, self.params)
        self.steps += 1
        b1, b2 = self.betas
        for i, g in enumerate(grads):
            self.exp_avg[i] = b1 * self.exp_avg[i] + (1 - b1) * g
            self.exp_avg_sq[i] = b2 * self.exp_avg_sq[i] + (1 - b2) * g * g
            m = self.exp_avg[i] / (1 - b1 ** self.steps)
            v = self.exp_avg_sq[i] / (1 - b2 ** self.steps)
            self.params[i].assign_sub(self.lr * m / (tf.sqrt(v) + self.eps))
