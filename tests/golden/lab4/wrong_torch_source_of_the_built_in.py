# expect: lab4.adagrad failed built-in-used | torch-optimizer torch
import inspect
import torch
from torch.optim import Adagrad, Optimizer

源码 = inspect.getsource(Adagrad).replace("class Adagrad", "class MyAdagrad")
exec(源码, {**vars(inspect.getmodule(Adagrad)), "__name__": "__main__"}, globals())
