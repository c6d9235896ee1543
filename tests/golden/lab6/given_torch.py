# expect: lab6.adam passed | training-function torch
import torch

def adam_train(X, y, lr=1e-2, betas=(0.9, 0.999), eps=1e-8, n_steps=200):
    w = torch.zeros(X.shape[1], 1, requires_grad=True)
    b = torch.zeros(1, requires_grad=True)
    state = [(torch.zeros_like(p), torch.zeros_like(p)) for p in (w, b)]
    losses = []
    for t in range(1, n_steps + 1):
        loss = ((X @ w + b - y) ** 2).mean()
        loss.backward()
        with torch.no_grad():
            for p, (m, v) in zip((w, b), state):
                m.mul_(betas[0]).add_(p.grad, alpha=1 - betas[0])
                v.mul_(betas[1]).addcmul_(p.grad, p.grad, value=1 - betas[1])
                p -= lr * (m / (1 - betas[0] ** t)) / ((v / (1 - betas[1] ** t)).sqrt() + eps)
                p.grad.zero_()
        losses.append(loss.item())
    return w, b, losses
