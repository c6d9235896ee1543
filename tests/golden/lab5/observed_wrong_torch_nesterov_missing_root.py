# expect: lab5.nesterov failed missing-root | observed torch
import torch

torch.manual_seed(2)
data = torch.randn(100, 2)
goal = data @ torch.tensor([[2.0], [1.0]]) - 0.5

# RMSProp + Nesterov
weight = torch.zeros(2, 1, requires_grad=True)
bias = torch.zeros(1, requires_grad=True)
cache = [torch.zeros(2, 1), torch.zeros(1)]
speed = [torch.zeros(2, 1), torch.zeros(1)]
for epoch in range(300):
    loss = torch.mean((data @ weight + bias - goal) ** 2)
    loss.backward()
    with torch.no_grad():
        for k, p in enumerate([weight, bias]):
            cache[k] = 0.9 * cache[k] + 0.1 * p.grad ** 2
            move = 0.001 * p.grad / (cache[k] + 1e-6)
            speed[k] = 0.9 * speed[k] - move
            p += 0.9 * speed[k] - move
            p.grad.zero_()
    if epoch % 50 == 0:
        print('rmsprop nesterov', epoch, loss.item())
