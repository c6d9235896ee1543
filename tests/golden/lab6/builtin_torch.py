# expect: lab6.builtin passed | observed torch
import torch

# 实验六作业：内置 Adam
torch.manual_seed(7)
x = torch.rand(30, 2)
y = x @ torch.tensor([1.5, -0.5]) + 2
theta = torch.zeros(3, requires_grad=True)
adam = torch.optim.Adam([theta], lr=0.1, betas=(0.9, 0.999))
losses = []
for t in range(250):
    pred = x @ theta[:2] + theta[2]
    loss = torch.nn.functional.mse_loss(pred, y)
    adam.zero_grad()
    loss.backward()
    adam.step()
    losses.append(loss.item())
print(losses[0], losses[-1])
