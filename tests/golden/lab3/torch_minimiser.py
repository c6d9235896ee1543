# expect: lab3.momentum passed; lab3.nesterov not_found | update-function torch
import torch
def momentum_gd(grad_f, w, lr=0.01, alpha=0.9, num_steps=20):
    v = torch.zeros_like(w)
    history = [w.clone()]
    for _ in range(num_steps):
        v = alpha * v - lr * grad_f(w)
        w = w + v
        history.append(w.clone())
    return history
