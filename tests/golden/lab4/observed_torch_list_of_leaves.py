# expect: lab4.adagrad passed | observed torch
import torch
torch.manual_seed(3)
X = torch.randn(60, 2)
y = X @ torch.tensor([[1.0], [-2.0]]) + 0.5
params = [torch.zeros(2, 1, requires_grad=True), torch.zeros(1, requires_grad=True)]
cache = [torch.zeros(2, 1), torch.zeros(1)]
lr, eps = 0.3, 1e-7
for epoch in range(200):
    loss = torch.mean((X @ params[0] + params[1] - y) ** 2)
    grads = torch.autograd.grad(loss, params)
    for i in range(2):
        cache[i] = cache[i] + grads[i] ** 2
        params[i] = (params[i] - lr * grads[i] / (torch.sqrt(cache[i]) + eps)).detach().requires_grad_()
    if epoch % 50 == 0:
        print("adagrad", epoch, loss.item())
