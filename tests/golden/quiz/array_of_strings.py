# expect: quiz.answers passed | answer numpy
import numpy as np

answers = np.array(["小批量算法", "在线", "批量", "随机"])
