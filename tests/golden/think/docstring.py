# expect: think.essay needs_person | answer numpy
"""思考：动量与自适应学习率

Momentum damps the zig-zag across a narrow valley and adds up along it: with alpha = 0.9 the step can grow
to ten times the plain one. Adaptive rates divide by the size of each parameter's own gradients.
"""
