# expect: lab5.rmsprop passed; lab5.nesterov not_found | update-function numpy
import numpy as np

f32 = np.float32
cache_of = lambda r, g, rho: f32(rho) * f32(r) + (f32(1) - f32(rho)) * f32(g) * f32(g)
rmsprop = lambda w, g, r, lr=0.001, rho=0.9, eps=1e-6: (
    f32(w) - f32(lr) * f32(g) / (np.sqrt(cache_of(r, g, rho)) + f32(eps)),
    cache_of(r, g, rho),
)
