# expect: minibatch.sampler passed | sampler torch
import torch
from torch.utils.data import TensorDataset, DataLoader
def make_loader(x, y, batch_size):
    ds = TensorDataset(torch.as_tensor(x), torch.as_tensor(y))
    return DataLoader(ds, batch_size=batch_size, shuffle=True)
