# expect: quiz.answers passed | answer numpy
import numpy as np

answers = np.array(["MINI BATCH", "ONLINE", "Deterministic", "Stochastic GD"]).tolist()
