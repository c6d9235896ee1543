"""Oracles of the lecture's optimization algorithms: NumPy and the standard library alone.

- `algorithms/`: one file per algorithm, a pure `init` and `update` pair with a named state; `pieces.py`
  holds what they share. Another optimizer is another file there and a line in `rule.py`.
- `rule.py`: a rule as data (an algorithm and its switches); `run.py`: a rule driven open loop (`run`) or
  closed loop (`train`), giving a `Trajectory` (`trajectory.py`).
- `mistakes/`: every known mistake as an altered rule, again as data.
- `schedules.py`: learning rates as functions of the step.
- `tasks/`: regressions with known minimum, gradient and Hessian.

Mini-batch samplers, second-order methods and early stopping get files of their own beside `run.py`: they
take the function they need (Hessian, line search, loss) as an argument and return a `Trajectory` too.
"""
