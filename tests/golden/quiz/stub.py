# expect: quiz.answers not_started | answer numpy
answers = [None, None, None, None]
