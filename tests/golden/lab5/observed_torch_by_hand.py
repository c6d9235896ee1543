# expect: lab5.rmsprop passed | observed torch
import torch

torch.manual_seed(42)
n = 200
features = torch.randn(n, 2)
labels = features @ torch.tensor([[2.0], [-3.4]]) + 4.2

w = torch.zeros(2, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
sqr_w, sqr_b = torch.zeros(2, 1), torch.zeros(1)

lr, rho, eps = 0.02, 0.9, 1e-6
for epoch in range(1, 601):
    y_hat = features @ w + b
    loss = ((y_hat - labels) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        sqr_w = rho * sqr_w + (1 - rho) * w.grad ** 2
        sqr_b = rho * sqr_b + (1 - rho) * b.grad ** 2
        w -= lr * w.grad / (sqr_w.sqrt() + eps)
        b -= lr * b.grad / (sqr_b.sqrt() + eps)
        w.grad.zero_()
        b.grad.zero_()
    if epoch % 100 == 0:
        print(f'epoch {epoch}, loss {loss.item():.6f}')
print(w.view(-1), b)
