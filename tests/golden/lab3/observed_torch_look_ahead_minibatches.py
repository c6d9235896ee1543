# expect: lab3.nesterov passed | observed torch
import torch
g = torch.Generator().manual_seed(0)
X = torch.cat([torch.randn(128, 2, generator=g), torch.ones(128, 1)], dim=1)
Y = X @ torch.tensor([1.0, -2.0, 0.5])
theta = torch.zeros(3, requires_grad=True)
v = torch.zeros(3)
lr, mu = 0.02, 0.9
for epoch in range(12):
    order = torch.randperm(128, generator=g)
    for k in range(0, 128, 32):
        i = order[k:k + 32]
        loss = ((X[i] @ (theta + mu * v) - Y[i]) ** 2).mean()
        grad, = torch.autograd.grad(loss, theta)
        v = mu * v - lr * grad
        with torch.no_grad():
            theta += v
    print("nesterov epoch", epoch, loss.item())
