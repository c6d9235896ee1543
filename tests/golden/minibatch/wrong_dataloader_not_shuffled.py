# expect: minibatch.sampler failed not-shuffled | sampler torch
import torch
from torch.utils.data import DataLoader, TensorDataset


def make_batches(x, y, batch_size):
    ds = TensorDataset(torch.as_tensor(x), torch.as_tensor(y))
    return DataLoader(ds, batch_size=batch_size)
