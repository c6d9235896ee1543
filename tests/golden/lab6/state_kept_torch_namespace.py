# expect: lab6.adam passed | update-function torch
import torch
from types import SimpleNamespace

state = SimpleNamespace(m=None, v=None, t=0)


def adam(w, grad, lr=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    if state.m is None:
        state.m = torch.zeros_like(w)
        state.v = torch.zeros_like(w)
    state.t += 1
    state.m = beta1 * state.m + (1 - beta1) * grad
    state.v = beta2 * state.v + (1 - beta2) * grad * grad
    m_hat = state.m / (1 - beta1 ** state.t)
    v_hat = state.v / (1 - beta2 ** state.t)
    return w - lr * m_hat / (torch.sqrt(v_hat) + eps)


x = torch.linspace(-1, 1, 20)
y = 3 * x
w = torch.tensor([0.0])
for epoch in range(300):
    g = 2 * torch.mean((w * x - y) * x).reshape(1)
    w = adam(w, g, lr=0.05)
print(w)
