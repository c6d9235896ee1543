"""``make truth``: how often the engine is right, on code that is generated, run in the sandbox and judged whole.

- ``recipes.py``: the lecture's rules as descriptions of code: what people write for each line, in which order.
- ``slips.py``: mistakes, as changes to such a description.
- ``numpy_forms.py``, ``tensor_forms.py``: the shapes of code that a description is put into.
- ``variants.py``: which of them are made, each a syntax tree of its own; ``judged.py``: what the engine says of them.
- ``library.py``: the optimizers that the frameworks ship, held against every part.
"""
