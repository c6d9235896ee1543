# expect: minibatch.sampler failed same-batch-every-step | sampler torch
import torch


class MiniBatchSampler:
    def __init__(self, x, y, batch_size):
        self.x, self.y, self.n = torch.as_tensor(x), torch.as_tensor(y), batch_size

    def __iter__(self):
        order = torch.randperm(len(self.x))
        for start in range(0, len(self.x), self.n):
            idx = order[: self.n]
            yield self.x[idx], self.y[idx]
