# expect: lab1.method1 failed diverged; lab1.method2 failed different-algorithm | observed torch
import torch

torch.manual_seed(0)
x = torch.rand(40, 1)
y = 3 * x - 1


# method1
w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
optimizer = torch.optim.SGD([w, b], lr=0.3)
for i in range(60):
    optimizer.zero_grad()
    loss = -((x @ w + b - y) ** 2).mean()
    loss.backward()
    optimizer.step()

# method2
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
for i in range(200):
    loss = torch.nn.functional.mse_loss(model(x), y)
    grads = torch.autograd.grad(loss, model.parameters())
    for p, g in zip(model.parameters(), grads):
        p.grad = g
    optimizer.step()
