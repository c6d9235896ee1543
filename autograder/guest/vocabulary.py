"""Words that students call their arguments, in the normal form of ``names.normal``."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARAMS = _words(
    """
    params param parameters parameter theta thetas weights weight w wt variables variable varlist vars
    var paramlist parameterlist modelparams parms prams parametersdict paramsdict wold oldw th thetaold
    weightslist thetat wts paramsvalues modelweights modelparameters currentparams solution
    """
)
"""Parameters, without doubt."""

WEAK_PARAMS = _words(
    """
    x xs p point pos position coef coefs coefficients value values val b bias biases x0 w0 theta0 q u z
    y xt xk current tensor tensors arr array data
    """
)
"""Parameters, where nothing else is."""

VAGUE = _words(
    """
    b bias biases u q z y val array arr data current
    """
)
"""Parameters or anything."""

GRADS = _words(
    """
    grads grad gradients gradient g gs dw dtheta dparams dx dp gradw gradtheta wgrad dldw dlossdw
    derivative derivatives dweights dweight gt gradt nabla deltas dparam dvars gk dj djdw dl dldtheta
    gradsdict deriv slope gradval jac
    """
)
"""Gradients."""

PAIRS = _words(
    """
    gradsandvars gradandvar gradsandparams gradsvars paramsandgrads paramandgrad paramsgrads
    varsandgrads gvs gradsandvariables gradvars gradientsandvariables paramgrads gradientsandvars
    paramgradpairs gradvarpairs
    """
)
"""Gradients and parameters in pairs."""

TIME = _words(
    """
    t iteration iter timestep globalstep it epoch itr timesteps stepnum iternum stepcount niter numiter
    time stepnumber currentstep iterations numupdates stepi tstep steps iters
    """
)
"""The time."""

WEAK_TIME = _words(
    """
    step k i n count counter idx j num nstep nsteps
    """
)
"""The time, if it is used as one."""

STARTS = _words(
    """
    x0 w0 theta0 x w p start xinit winit thetainit xstart initial initparams initialparams startpoint
    """
)
"""A constructor's starting point."""

STATE = _words(
    """
    v velocity velocities vel m s r cache acc accum accumulated accumulator accumulators state states sq
    sqgrad sqgrads h eg eg2 egt vt mt st rt firstmoment secondmoment moment1 moment2 moments m1 m2 v1 v2
    s1 s2 buffer buf memory slots slot mem optstate optimizerstate gradsquared gradsq sumsq sumgrad
    sumgrads sumsquares runningavg meansquare ms meangrad sumofsquares prevv vprev oldv vold
    prevvelocity lastv lastvelocity prevupdate lastupdate prevdelta vhat mhat grads2 gradsquaresum g2 gg
    gsum gsq sumg sumg2 squaredsum squaregrad squaredgrads cachew vs ss rs hs momentumbuffer avg avgsq
    sqravg history hist exavg expavg expavgsq velocitydict vdict adagradcache speed accgrad sumsqgrad
    """
)
"""State."""

CONFIG = _words(
    """
    config cfg options optconfig conf hyperparams hparams hyperparameters hps optimconfig settings opts
    optparams hyperparameter hyper paramsconfig hp args
    """
)
"""A config dictionary."""

KEY = _words(
    """
    key name paramname keyname index layername layerid varname idx id pid layeridx wid paramid
    """
)
"""Which parameter is meant."""

SIZE = _words(
    """
    shape size dim dims nparams numparams nfeatures inputdim d shapes inputshape nvars dimension
    dimensions numweights ndim nweights paramshape weightshape wshape layerdims paramshapes n
    numfeatures nfeature sizes
    """
)
"""A shape or size."""

FLAGS = _words(
    """
    nesterov usenesterov uselocking verbose debug amsgrad centered maximize inplace sess session
    """
)
"""Switches, and a session, which is no number either."""

SAMPLES = _words("batchsize bs nsamples numsamples nsample samplesize minibatchsize batchsz m n")
"""How many samples the gradient is a sum over, where it is divided by that."""

DATA = _words("xtrain ytrain xbatch ybatch batch labels inputs targets")
"""Samples."""

INPUTS = _words(
    "x xs xtrain xdata datax trainx features feature inputs input xbatch samples xtr xdat xb designmatrix"
)
"""Inputs of samples, handed in beside their targets."""

TARGETS = _words(
    "y ys ytrain ydata datay trainy labels label targets target outputs output ybatch ytr ydat ytrue yb"
)
"""What the samples' outputs should be."""

EPOCHS = _words(
    """
    epochs epoch nepochs numepochs nepoch numepoch maxepochs maxepoch iterations iteration iters iter niter niters
    numiter numiters numiterations niterations maxiter maxiters maxiterations steps nsteps numsteps maxsteps
    trainingsteps totalsteps times t
    """
)
"""How long a training function trains."""

BATCH_SIZE = _words("batchsize bs batch minibatchsize batchsz minibatch numbatch")
"""How many samples it takes at once."""

SEED = _words("seed randomseed randomstate rng")
"""What its draws begin with."""

TALK = _words("verbose debug plot show printcost printevery silent draw display")
"""Whether it prints or draws."""

PENALTIES = _words("tol tolerance l2 reg lambda weightdecay regularization lamb")
"""What is 0 where nothing is asked for: tolerances and penalties."""

COLUMNS = _words(
    "d dim dims inputdim indim ninputs nfeatures numfeatures nfeature nin nparams numparams nweights numweights ndim"
)
"""How many numbers a sample has."""

INTERCEPTS = _words("b bias biases intercept b0 c")
"""The constant term."""

BEGINNINGS = PARAMS | _words("winit initw theta0 w0 thetainit coef coefs beta betas init start m k a slope")
"""Where a training begins, handed in."""

OBJECTIVES = _words(
    """
    objective f func fun fn function objectivefunction objectivefunc objfunc cost costfunction costfunc costfn
    loss lossfn lossfunction lossfunc j criterion targetfunction
    """
)
"""The function that is minimised, handed to a training function beside its gradient."""

BOUNDS = _words("bounds bound limits domain range interval boundaries")
"""Between which corners a training function draws its start."""

TIMELY = _words("t step iter iteration count time timestep i k n")
"""Members of a state that count steps."""

STATE_HEADS = (
    "v",
    "m",
    "s",
    "r",
    "vd",
    "sd",
    "md",
    "velocity",
    "cache",
    "acc",
    "h",
    "mom",
    "vel",
    "moment",
    "state",
    "prev",
    "g2",
    "eg",
)
"""What stands before a parameter's name in the name of its state: vw, sdb, cache_w."""
