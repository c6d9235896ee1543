# expect: quiz.answers passed | answer numpy
answers = ["mini-batch", "online", "batch", "stochastic"]
