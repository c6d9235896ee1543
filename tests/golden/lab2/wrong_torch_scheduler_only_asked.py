# expect: lab2.builtin failed decay-step-constant | observed torch
import torch

x = torch.randn(40, 1, generator=torch.Generator().manual_seed(0))
y = 2 * x - 1
net = torch.nn.Linear(1, 1)
opt = torch.optim.SGD(net.parameters(), lr=0.1)
scheduler = torch.optim.lr_scheduler.ExponentialLR(opt, gamma=0.96)
for epoch in range(100):
    opt.zero_grad()
    loss = torch.nn.functional.mse_loss(net(x), y)
    loss.backward()
    opt.step()
    if epoch % 10 == 0:
        print(epoch, loss.item(), scheduler.get_last_lr())
