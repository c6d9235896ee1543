"""What a student starts from: a notebook and a script, made from a lab's folder. They hold no solution and no seed."""
