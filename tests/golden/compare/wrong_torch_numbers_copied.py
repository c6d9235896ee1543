# expect: compare.first10 failed report-differs; compare.convergence failed report-differs | observed torch
import torch

x = torch.eye(4) + 0.1 * torch.ones(4, 4)
y = x @ torch.tensor([[2.0], [-3.0], [1.0], [0.5]])
losses = {
    "gd": [622.92334, 3.509555, 0.163335, 0.143392, 0.14143, 0.139592, 0.137777, 0.135986, 0.134218, 0.132473],
    "momentum": [622.92334, 3.509555, 574.967834, 330.138885, 43.210865, 474.238281, 146.277573, 92.352264, 354.251617, 47.843769],
    "nesterov": [622.92334, 673.233215, 27.938208, 6.14521, 0.604189, 0.185756, 0.117241, 0.102781, 0.0934, 0.084743],
}
steps = {"gd": 911, "momentum": 144, "nesterov": 36}
for name, kw in [("gd", {}), ("momentum", dict(momentum=0.5)), ("nesterov", dict(momentum=0.5, nesterov=True))]:
    w = torch.zeros(4, 1, requires_grad=True)
    opt = torch.optim.SGD([w], lr=0.5, **kw)
    for k in range(150):
        opt.zero_grad()
        loss = ((x @ w - y) ** 2).mean()
        loss.backward()
        opt.step()
print(losses)
print(steps)
