# expect: quiz.answers needs_person | answer numpy
answers = ["B", "D", "A", "C"]
