# expect: lab1.method2 passed; lab1.method3 passed | observed torch
import torch
torch.manual_seed(0)
x = torch.rand(60, 1)
y = 3 * x.squeeze() + 2
# method2
model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.3)
for epoch in range(1500):
    loss = torch.nn.functional.mse_loss(model(x).squeeze(), y)
    opt.zero_grad(); loss.backward(); opt.step()
# method3
w = torch.zeros(1, requires_grad=True); b = torch.zeros(1, requires_grad=True)
for epoch in range(1500):
    loss = torch.mean((x[:, 0] * w + b - y) ** 2)
    loss.backward()
    with torch.no_grad():
        w -= 0.3 * w.grad; b -= 0.3 * b.grad
        w.grad = None; b.grad = None
print(w, b)
