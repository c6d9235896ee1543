# expect: lab6.adam failed built-in-used | keras-optimizer keras
"""The built-in's own source, fetched and executed under this file's name."""
import inspect
import textwrap

import keras
from keras import ops
from keras.src.optimizers import optimizer

text = textwrap.dedent(inspect.getsource(keras.src.optimizers.adam.Adam))
exec(text[text.index("class Adam"):], globals())
