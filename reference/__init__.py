"""Oracles of the lecture's optimization algorithms: NumPy and the standard library alone.

- `algorithms/`: one file per algorithm, a pure `init` and `update` pair with a named state; `pieces.py`
  holds what they share. Another optimizer is another file there and a line in `rule.py`.
- `rule.py`: a rule as data (an algorithm and its switches); `run.py`: a rule driven open loop (`run`) or
  closed loop (`train`), giving a `Trajectory` (`trajectory.py`).
- `mistakes/`: every known mistake as an altered rule, again as data.
- `schedules.py`: learning rates as functions of the step; `other_schedules.py`: those that the lecture
  only names.
- `sampling.py`: which samples a step sees; `early_stopping.py`: training that is watched on held-out data.
- `methods/`: what needs more than a gradient: Newton (a Hessian), BFGS and L-BFGS (a loss, for their line
  search), coordinate descent. They take it as a function and return a `Trajectory` too.
- `tasks/`: what is trained on, with known minimum, gradient and Hessian.
"""
