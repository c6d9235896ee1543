# expect: lab1.method2 failed shape-broadcast | observed torch
import torch
torch.manual_seed(0)
x = torch.rand(60, 1)
y = 3 * x.squeeze() + 2
model = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(model.parameters(), lr=0.1)
loss_fn = torch.nn.MSELoss()
for epoch in range(1000):
    pred = model(x)
    loss = loss_fn(pred, y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    if epoch % 100 == 0:
        print(epoch, loss.item())
