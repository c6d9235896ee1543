# expect: quiz.answers passed | answer numpy
# quiz.answers
# （1）小批量
# （2）在线
# （3）批量
# （4）随机
