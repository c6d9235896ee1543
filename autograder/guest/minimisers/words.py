"""What the arguments of a method are for, by their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..arguments import Argument
from ..names import normal

Role = Literal[
    "loss", "gradient", "hessian", "theta", "steps", "tolerance", "rate", "a", "b", "x", "y", "flag", "matrix",
    "unknown",
]  # fmt: skip

_TEXTS: dict[Role, str] = {
    "hessian": """hessian hess h hf hessianfn hessianfunc hessianfunction hessfn hessfunc hessf d2f ddf d2 ddfunc f2
        fprime2 d2j d2fdx2 hessianf hfun hfunc hessfun secondderivative fpp gradgrad 海森 海森矩阵 二阶导数""",
    "gradient": """gradient grad gradf g df dfdx jac jacobian fprime gradfn gradfunc gradfunction gradientfn
        gradientfunc gradientfunction nabla gf gfun gfunc dj djdw derivative dfunc f1 gradfun dfun fp jacf
        firstderivative dloss dldw 梯度 一阶导数 导数""",
    "loss": """f fun func fn function objective loss cost j lossfn costfn lossfunc lossfunction costfunction
        costfunc objectivefunction objectivefn objectivefunc obj fx ffun l value 目标函数 损失函数 损失""",
    "theta": """theta theta0 x0 x w w0 start init initial params params0 point xinit xstart initialx initialtheta
        initx inittheta initw parameters weights beta beta0 thetainit startpoint initialpoint guess initialguess
        x00 xk 初始点 参数 初值""",
    "steps": """steps step maxiter maxiters niter niters iters iter iterations maxsteps n k sweeps nsweeps epochs
        numiters numiter nsteps maxiterations numsteps maxepochs maxit itmax maxk sweep numsweeps numiterations
        nepochs t kmax nmax maxn 步数 迭代次数 最大迭代次数 轮数""",
    "tolerance": "tol eps epsilon tolerance threshold gtol precision delta xtol ftol err e 精度 容差",
    "rate": "lr alpha learningrate eta stepsize damping gamma alpha0 step_size rate lam t0 学习率 步长",
    "a": "a matrix q amat mata p amatrix coef 矩阵",
    "b": "b vector rhs bvec vecb c q bvector 向量",
}  # fmt: skip
_WORDS = {role: frozenset(text.split()) for role, text in _TEXTS.items()}
_FUNCTIONS: tuple[Role, ...] = ("hessian", "gradient", "loss")
_ORDERS: dict[str, tuple[Role, ...]] = {
    "newton": (*_FUNCTIONS, "theta", "steps", "tolerance", "rate"),
    "bfgs": ("gradient", "loss", "theta", "steps", "tolerance", "rate"),
    "coordinate-descent": ("a", "b", "gradient", "loss", "theta", "steps", "tolerance", "rate"),
}
_PLACES: dict[str, tuple[Role, ...]] = {
    "newton": ("gradient", "hessian", "theta", "steps"),
    "bfgs": ("loss", "gradient", "theta", "steps"),
    "coordinate-descent": ("a", "b", "theta", "steps"),
}


def roles_of(arguments: Sequence[Argument], method: str) -> dict[str, Role]:
    """Return each argument's role; unknown required ones take the statement's places that are still free."""
    roles: dict[str, Role] = {}
    names = {argument.name for argument in arguments}
    for argument in arguments:
        roles[argument.name] = _named(argument, method, set(roles.values()), names)
    lacking = [role for role in _PLACES[method] if role not in roles.values()]
    if method == "coordinate-descent" and {"x", "y", "loss", "gradient"} & set(roles.values()):
        lacking = [role for role in lacking if role not in {"a", "b"}]
    for argument in arguments:
        if roles[argument.name] == "unknown" and argument.required and lacking:
            roles[argument.name] = lacking.pop(0)
    return roles


def _named(argument: Argument, method: str, taken: set[Role], names: set[str]) -> Role:
    name, text = argument.name, normal(argument.name)
    if isinstance(argument.default, bool | str):
        return "flag"
    if method == "coordinate-descent":
        data = _of_data(name, text, names)
        if data is not None:
            return data
    for role in _ORDERS[method]:
        if role not in taken and text in _WORDS[role]:
            return role
    if method == "coordinate-descent" and text in _WORDS["hessian"] and "a" not in taken:
        return "a"
    if text in {"h0", "b0", "hinit", "d0", "hinv", "hinv0", "invh", "h", "binv"} and method == "bfgs":
        return "matrix"
    for role, piece in (("hessian", "hess"), ("gradient", "grad"), ("steps", "iter"), ("theta", "theta")):
        if piece in text and role not in taken:
            return role
    return "unknown"


def _of_data(name: str, text: str, names: set[str]) -> Role | None:
    """``coordinate_descent(X, y, w)``: samples and targets; in ``(A, b, x)`` x is where it starts."""
    if {one for one in names if normal(one) in _WORDS["a"]}:
        return None
    targets = {one for one in names if normal(one) in {"y", "target", "targets", "labels"}}
    if name == "X" or (text in {"x", "features", "data"} and targets):
        return "x"
    return "y" if name in targets else None
