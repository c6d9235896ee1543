# expect: lab1.method3 failed gradient-wrong,not-converged | observed torch
# method3: my own update with autograd
import torch

x = torch.tensor([[0.1], [0.4], [0.8], [1.3], [1.9]])
y = 2 * x + 1

w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)

for step in range(400):
    loss = torch.mean((x @ w + b - y) ** 2)
    loss.backward()
    with torch.no_grad():
        w -= 0.01 * w.grad
        b -= 0.01 * b.grad
print(w, b, loss)
