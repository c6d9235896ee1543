# expect: lab1.method1 passed | observed torch
import torch

x = torch.linspace(-1, 1, 40).unsqueeze(1)
y = 0.5 * x - 1.5
net = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(net.parameters(), lr=0.2)


def closure():
    opt.zero_grad()
    loss = torch.nn.functional.mse_loss(net(x), y)
    loss.backward()
    return loss


for i in range(150):
    loss = opt.step(closure)
print(float(loss))
