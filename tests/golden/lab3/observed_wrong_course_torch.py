# expect: lab3.momentum failed ema-momentum; lab3.nesterov failed momentum-and-gradient-both; lab4.adagrad failed accumulator-not-kept; lab6.adam failed no-second-bias-correction | observed torch
import torch

torch.manual_seed(7)
X = torch.randn(150, 2)
Y = X @ torch.tensor([[1.0], [-2.0]]) + 0.5


def model(params):
    return X @ params[0] + params[1]


def start():
    return [torch.zeros((2, 1), requires_grad=True), torch.zeros(1, requires_grad=True)]


def backward(params):
    loss = torch.mean((model(params) - Y) ** 2)
    for p in params:
        p.grad = None
    loss.backward()
    return float(loss)


def train_momentum(lr=0.3, beta=0.9, epochs=300):
    params = start()
    v = [torch.zeros_like(p) for p in params]
    for _ in range(epochs):
        loss = backward(params)
        with torch.no_grad():
            for i, p in enumerate(params):
                v[i] = beta * v[i] + (1 - beta) * p.grad
                p -= lr * v[i]
    return loss


def train_nesterov(lr=0.05, beta=0.9, epochs=300):
    params = start()
    v = [torch.zeros_like(p) for p in params]
    for _ in range(epochs):
        loss = backward(params)
        with torch.no_grad():
            for i, p in enumerate(params):
                v[i] = beta * v[i] - lr * p.grad
                p += v[i] - lr * p.grad
    return loss


def train_adagrad(lr=0.01, eps=1e-7, epochs=300):
    params = start()
    for _ in range(epochs):
        loss = backward(params)
        with torch.no_grad():
            for p in params:
                r = p.grad ** 2
                p -= lr * p.grad / (torch.sqrt(r) + eps)
    return loss


def train_adam(lr=0.02, b1=0.9, b2=0.999, eps=1e-8, epochs=600):
    params = start()
    m = [torch.zeros_like(p) for p in params]
    v = [torch.zeros_like(p) for p in params]
    for t in range(1, epochs + 1):
        loss = backward(params)
        with torch.no_grad():
            for i, p in enumerate(params):
                m[i] = b1 * m[i] + (1 - b1) * p.grad
                v[i] = b2 * v[i] + (1 - b2) * p.grad ** 2
                m_hat = m[i] / (1 - b1 ** t)
                p -= lr * m_hat / (torch.sqrt(v[i]) + eps)
    return loss


print(train_momentum(), train_nesterov(), train_adagrad(), train_adam())
