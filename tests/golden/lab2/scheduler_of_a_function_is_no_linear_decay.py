# expect: lab2.builtin not_found | observed torch
import torch
x = torch.rand(50, 1)
y = 3 * x + 1
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda e: max(1 - e / 100, 0))
for epoch in range(60):
    loss = torch.nn.MSELoss()(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    scheduler.step()
    print(scheduler.get_last_lr())
