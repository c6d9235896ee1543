# expect: lab6.adam passed | plain-class numpy
import numpy as np
class AdamOptimizer:
    """sklearn 风格; 每个参数一个 optimizer 实例"""
    def __init__(self, lr=0.001, decay1=0.9, decay2=0.999, eps=1e-7, clip_norm=None, lr_scheduler=None, **kwargs):
        self.cache = {}
        self.cur_step = 0
        self.hyperparameters = {"lr": lr, "eps": eps, "decay1": decay1, "decay2": decay2, "clip_norm": clip_norm}
    def update(self, param, param_grad, param_name, cur_loss=None):
        C = self.cache
        H = self.hyperparameters
        d1, d2, eps = H["decay1"], H["decay2"], H["eps"]
        if param_name not in C:
            C[param_name] = {"t": 0, "mean": np.zeros_like(param_grad), "var": np.zeros_like(param_grad)}
        t = C[param_name]["t"] + 1
        mean = C[param_name]["mean"]
        var = C[param_name]["var"]
        C[param_name]["t"] = t
        C[param_name]["mean"] = d1 * mean + (1 - d1) * param_grad
        C[param_name]["var"] = d2 * var + (1 - d2) * param_grad ** 2
        m_hat = C[param_name]["mean"] / (1 - d1 ** t)
        v_hat = C[param_name]["var"] / (1 - d2 ** t)
        return param - H["lr"] * m_hat / (np.sqrt(v_hat) + eps)
