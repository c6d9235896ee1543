# expect: lab5.builtin passed | observed torch
import torch
from torch import nn, optim

X = torch.arange(0, 5, 0.1).view(-1, 1)
Y = -2 * X + 7
net = nn.Linear(1, 1)
opt = optim.RMSprop(net.parameters(), lr=0.05, alpha=0.9)
mse = nn.MSELoss()


def train(epochs):
    for _ in range(epochs):
        opt.zero_grad()
        loss = mse(net(X), Y)
        loss.backward()
        opt.step()
    return loss.item()


print(train(300))
