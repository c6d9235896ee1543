# expect: lab3.builtin failed different-algorithm | observed torch
import torch

# lab3: built-in momentum
torch.manual_seed(0)
x = torch.rand(64, 2)
y = x @ torch.tensor([[2.0], [1.0]]) - 1
model = torch.nn.Linear(2, 1)
optimizer = torch.optim.RMSprop(model.parameters(), lr=0.02, momentum=0.9)
for epoch in range(200):
    optimizer.zero_grad()
    loss = torch.nn.functional.mse_loss(model(x), y)
    loss.backward()
    optimizer.step()
    if epoch % 50 == 0:
        print(epoch, loss.item())
