# expect: lab4.builtin failed built-in-not-run | observed torch
import torch
import torch.nn as nn

x = torch.arange(0., 3., 0.1).view(-1, 1)
y = -x + 4
net = nn.Linear(1, 1)
criterion = nn.MSELoss()
optimizer = torch.optim.Adagrad(net.parameters(), lr=0.5)
for epoch in range(100):
    loss = criterion(net(x), y)
    optimizer.zero_grad()
    loss.backward()
    if epoch % 20 == 0:
        print(epoch, loss.item())
