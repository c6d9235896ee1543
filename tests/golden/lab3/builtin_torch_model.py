# expect: lab3.builtin passed | observed torch
import torch
import torch.nn as nn

torch.manual_seed(1)
data = torch.randn(50, 3)
target = data.mm(torch.tensor([[1.0], [2.0], [-1.0]])) + 0.3
model = nn.Linear(3, 1)
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.05, momentum=0.9)

for epoch in range(100):
    output = model(data)
    loss = criterion(output, target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if (epoch + 1) % 20 == 0:
        print(f"epoch {epoch + 1}: {loss.item():.6f}")
