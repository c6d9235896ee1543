# expect: lab6.adam failed time-per-epoch | observed torch
import torch

torch.manual_seed(0)
x = torch.linspace(-1, 1, 60).reshape(-1, 1)
y = 3 * x - 0.7
data = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=15, shuffle=True)
net = torch.nn.Linear(1, 1)
m = [torch.zeros_like(p) for p in net.parameters()]
v = [torch.zeros_like(p) for p in net.parameters()]
t = 0
for epoch in range(25):
    t += 1
    for xb, yb in data:
        loss = ((net(xb) - yb) ** 2).mean()
        net.zero_grad()
        loss.backward()
        with torch.no_grad():
            for k, p in enumerate(net.parameters()):
                m[k] = 0.9 * m[k] + 0.1 * p.grad
                v[k] = 0.999 * v[k] + 0.001 * p.grad ** 2
                p -= 0.02 * (m[k] / (1 - 0.9 ** t)) / ((v[k] / (1 - 0.999 ** t)).sqrt() + 1e-8)
