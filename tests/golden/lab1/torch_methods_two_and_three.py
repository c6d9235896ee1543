# expect: lab1.method2 passed; lab1.method3 passed | observed torch
import torch

torch.manual_seed(0)
X = torch.rand(100, 1)
Y = 2 * X + 3 + 0.1 * torch.randn(100, 1)

# 方法二：内置 SGD
model = torch.nn.Linear(1, 1)
criterion = torch.nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.3)
for epoch in range(200):
    optimizer.zero_grad()
    loss = criterion(model(X), Y)
    loss.backward()
    optimizer.step()
print(loss.item())

# 方法三：自己更新
w = torch.zeros(1, 1, requires_grad=True)
b = torch.zeros(1, requires_grad=True)
lr = 0.3
for epoch in range(200):
    loss = ((X @ w + b - Y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        w -= lr * w.grad
        b -= lr * b.grad
        w.grad.zero_()
        b.grad.zero_()
    if epoch % 50 == 0:
        print(epoch, loss.item())
