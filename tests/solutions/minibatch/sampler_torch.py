"""Mini-batches of PyTorch's own loader, shuffled anew in every epoch."""

import torch
from torch.utils.data import DataLoader, TensorDataset


def minibatches(x, y, batch_size):
    data = TensorDataset(torch.as_tensor(x), torch.as_tensor(y))
    return DataLoader(data, batch_size=batch_size, shuffle=True)
