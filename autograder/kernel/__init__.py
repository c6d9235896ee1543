"""The part of the notebook's check that lives in the student's kernel: what was executed there, and who judges it.

A notebook's own folder comes first on the kernel's path, and a student's ``reports.py`` or ``reference.py`` may lie in
it. So nothing here imports our other packages: a process of our own does (``helper``).
"""
