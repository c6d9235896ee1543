"""Rewriting the student's statements so that their loops can be watched; they run exactly as before.

``for x in xs`` becomes ``for x in __loops__.each(7, xs)``, ``while c`` becomes ``while __loops__.test(7, c)``, with an
``else`` that says that it came to its end, in a ``try`` whose ``finally`` says that it is over. A product with a rate,
``lr * dw``, what a gradient function was given and gave, and what is computed for a print or a comparison pass through
``__loops__.value(9, …)``, which hands them on; the sides of a difference pass through ``left`` and ``right``. Every new
node has the place of the old one: line numbers and tracebacks stay. Generators that take no steps and
coroutines are left alone.
"""

from __future__ import annotations

import ast
import builtins
import copy
from collections.abc import Mapping, Sequence
from typing import cast

from ..names import normal
from ..vocabulary import OBJECTIVES
from .loop_factors import divisors, factors, is_root, rate_among, weight_among, written
from .loop_table import Asked, Loop, LoopTable, Named, Product
from .loop_words import is_gradient_function, is_gradient_name, last, path_of, rate_weight

HOOK = "__loops__"
_LIBRARIES = frozenset({HOOK, "np", "numpy", "math", "random", "tf", "torch", "cupy", "jnp"})
_METHODS = frozenset(
    {"dot", "sum", "mean", "transpose", "reshape", "copy", "ravel", "flatten", "astype", "item", "get"}
)
MAX_LOOPS = 400
MAX_SITES = 2_000
_MAX_ARGUMENTS = 4
_NOTHING: frozenset[str] = frozenset()


def rewritten(statement: ast.stmt, cell: int, table: LoopTable) -> ast.stmt:
    """The statement to run in place of this one, which stays as it is."""
    try:
        return _Rewriter(table, cell).top(copy.deepcopy(statement))
    except RecursionError:
        return statement


class _Rewriter(ast.NodeTransformer):
    def __init__(self, table: LoopTable, cell: int) -> None:
        self.table = table
        self.cell = cell
        self.scope: list[str] = []
        self.in_product = False
        """Inside a product with a rate: any function of theirs may be the gradient, whatever it is called."""

    def top(self, statement: ast.stmt) -> ast.stmt:
        """A top-level statement."""
        made: ast.stmt = self.visit(statement)
        return ast.fix_missing_locations(made)

    # ---- scopes ------------------------------------------------------------------------------------------------

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        suspends = any(isinstance(inner, ast.Yield | ast.YieldFrom | ast.Await) for inner in _own(node.body))
        return node if suspends and not _steps(node) else self._within(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._within(node)

    def _within(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
        if isinstance(node, ast.FunctionDef):
            called = {last(path_of(inner.func)) for inner in ast.walk(node) if isinstance(inner, ast.Call)}
            self.table.calls.setdefault(node.name, set()).update(called)
            # A notebook's cell may define its function again; two classes may each have an ``update``.
            several = bool(self.scope) and node.name in self.table.functions
            self.table.functions[node.name] = None if several else copy.deepcopy(node)
        self.scope.append(node.name)
        node.body = [self.visit(inner) for inner in node.body]
        self.scope.pop()
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return node

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.scope.append("<lambda>")
        node.body = self.visit(node.body)
        self.scope.pop()
        return node

    def visit_ListComp(self, node: ast.ListComp) -> ast.AST:
        return node

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.AST:
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node

    def visit_Match(self, node: ast.Match) -> ast.AST:
        return node

    # ---- loops -------------------------------------------------------------------------------------------------

    def visit_For(self, node: ast.For) -> ast.AST:
        return self._loop(node)

    def visit_While(self, node: ast.While) -> ast.AST:
        return self._loop(node)

    def _loop(self, node: ast.For | ast.While) -> ast.stmt:
        before = copy.deepcopy(node)
        node.body = [self.visit(inner) for inner in node.body]
        node.orelse = [self.visit(inner) for inner in node.orelse]
        if not _may_train(before) or len(self.table.loops) >= MAX_LOOPS:
            return node
        number = len(self.table.loops)
        counters = _stored(before.target) if isinstance(before, ast.For) else frozenset()
        names = frozenset(inner.id for inner in ast.walk(before) if isinstance(inner, ast.Name))
        loop = Loop(number, self.cell, node.lineno, ".".join(self.scope), before, names, counters)
        self.table.loops.append(loop)
        if isinstance(node, ast.For):
            node.iter = _call("each", number, self.visit(node.iter))
        else:
            node.test = _call("test", number, self._compared(node.test, number))
        ended = ast.copy_location(ast.Expr(_call("ended", number, None, node)), node)
        node.orelse = [ended, *node.orelse]
        over = ast.copy_location(ast.Expr(_call("over", number, None, node)), node)
        return ast.copy_location(ast.Try([node], [], [], [over]), node)

    # ---- products and gradients --------------------------------------------------------------------------------

    def visit_If(self, node: ast.If) -> ast.AST:
        node.test = self._compared(node.test)
        node.body = [self.visit(inner) for inner in node.body]
        node.orelse = [self.visit(inner) for inner in node.orelse]
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        node.value = self.visit(node.value)
        match node.targets, node.value:
            case [ast.Tuple(elts=targets)], ast.Tuple(elts=values) if len(targets) == len(values):
                pairs = zip(targets, values, strict=True)
                node.value.elts = [self._named(target, value) for target, value in pairs]
            case [target], _:
                node.value = self._named(target, node.value)
        return node

    def _named(self, target: ast.expr, value: ast.expr) -> ast.expr:
        """What a function gives a name that says gradient, watched: the loop's own frame doesn't hold it."""
        path = path_of(target)
        if not (path and self.scope and is_gradient_name(path) and self._room()):
            return value
        self.table.named.append(Named(self.table.site(), path, self.scope[-1]))
        return _call("value", self.table.named[-1].site, value)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        constant = isinstance(node.op, ast.Add | ast.Sub)
        node.value = self._operand(node.value, constant=constant)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        if isinstance(node.op, ast.Add | ast.Sub):
            taken = isinstance(node.op, ast.Sub)
            update = not taken or rate_among(factors(node.right)[0], constant=False) is not None
            left, right = written(node.left), written(node.right)
            node.left = self._operand(node.left, constant=False, beside=right)
            node.right = self._operand(node.right, constant=taken, beside=left)
            return node if update else self._difference(node)
        return self._operand(node, constant=False)

    def _difference(self, node: ast.BinOp) -> ast.BinOp:
        """Both sides of a difference, watched: of a column and a row it is a table."""
        if not any(isinstance(each, ast.Constant) for each in (node.left, node.right)) and self._room():
            site = self.table.site()
            node.left, node.right = _call("left", site, node.left), _call("right", site, node.right)
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        return self._operand(node, constant=False)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        name = path_of(node.func).rpartition(".")[2]
        if name == "print":
            node.args = [self._shown(argument) for argument in node.args]
            return node
        wanted = is_gradient_function(name) or (self.in_product and _may_be_theirs(node.func))
        if not name or not wanted or not self._room():
            return self.generic_visit(node)
        arguments: list[int] = []
        for place, argument in enumerate(node.args):
            if isinstance(argument, ast.Starred) or place >= _MAX_ARGUMENTS or _is_the_framework_s(node):
                break
            arguments.append(self.table.site())
            node.args[place] = _call("value", arguments[-1], self.visit(argument))
        site = self.table.site()
        self.table.asked.append(Asked(site, tuple(arguments), name))
        return _call("value", site, node)

    def _shown(self, node: ast.expr) -> ast.expr:
        """What is computed for a print, watched: often the loss is computed nowhere else."""
        match node:
            case ast.JoinedStr(values=parts):
                for part in parts:
                    if isinstance(part, ast.FormattedValue):
                        part.value = self._shown(part.value)
            case ast.BinOp(left=ast.Constant(value=str()), op=ast.Mod(), right=right):
                node.right = self._shown(right)
            case ast.Tuple(elts=members):
                node.elts = [self._shown(member) for member in members]
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str())), args=members):
                node.args = [self._shown(member) for member in members]
            case ast.Call() | ast.BinOp() if self._room():
                self.table.shown.append(self.table.site())
                return _call("value", self.table.shown[-1], node)
            case _:
                pass
        return node

    def _compared(self, node: ast.expr, loop: int | None = None) -> ast.expr:
        """What is computed for a comparison, watched; ``loop``: it is this loop's condition."""
        if isinstance(node, ast.BoolOp):
            node.values = [self._compared(member, loop) for member in node.values]
        elif isinstance(node, ast.UnaryOp):
            node.operand = self._compared(node.operand, loop)
        elif isinstance(node, ast.Compare):
            node.left = self._side(node.left, loop)
            node.comparators = [self._side(each, loop) for each in node.comparators]
        return node

    def _side(self, node: ast.expr, loop: int | None) -> ast.expr:
        if not isinstance(node, ast.Call | ast.BinOp) or not self._room():
            return node
        self.table.shown.append(site := self.table.site())
        if loop is not None:
            self.table.heads[site] = loop
        return _call("value" if loop is None else "head", site, node)

    def _room(self) -> bool:
        return self.table.sites < MAX_SITES

    def _operand(self, node: ast.expr, *, constant: bool, beside: frozenset[str] = _NOTHING) -> ast.expr:
        """An expression, watched if it is a product with a rate in it; ``beside``: what it is added to."""
        above, below = factors(node)
        chosen = rate_among(above, constant=constant) if len(above) + len(below) > 1 else None
        if chosen is None or not self._room():
            within = isinstance(node, ast.BinOp | ast.UnaryOp)
            inner: ast.expr = cast("ast.expr", self.generic_visit(node)) if within else self.visit(node)
            return inner
        weight = weight_among(above, beside)
        others = [factor for factor in [*above, *below] if factor is not chosen and factor is not weight]
        simple = len(others) == 1 and not below and isinstance(node, ast.BinOp | ast.UnaryOp)
        rest = self.table.site() if simple else None
        product = Product(
            whole=self.table.site(),
            rate=self.table.site(),
            rest=rest,
            weight=None if weight is None else self.table.site(),
            rest_path=path_of(others[0]) if simple else "",
            paths=_paths_in(others),
            below=_paths_in(divisors(node)),
            negative_rate=isinstance(chosen, ast.UnaryOp),
            negated=isinstance(node, ast.UnaryOp),
            constant=not rate_weight(chosen),
            roots=any(is_root(inner) for factor in others for inner in ast.walk(factor)),
            function=self.scope[-1] if self.scope else "",
        )
        self.table.products.append(product)
        sites = {id(chosen): product.rate}
        if simple and rest is not None:
            sites[id(others[0])] = rest
        if weight is not None and product.weight is not None:
            sites[id(weight)] = product.weight
        swap = _Swap(sites)
        made = swap.visit(node)
        # What stands inside the factors may be watched too: the gradient function of ``lr * grad(w)``.
        outside, self.in_product = self.in_product, True
        made = self.generic_visit(made)
        self.in_product = outside
        return _call("value", product.whole, made)


class _Swap(ast.NodeTransformer):
    """Puts the watching of factors in place."""

    def __init__(self, sites: Mapping[int, int]) -> None:
        self.sites = sites

    def visit(self, node: ast.AST) -> ast.AST:
        site = self.sites.get(id(node))
        if site is not None and isinstance(node, ast.expr):
            return _call("value", site, node)
        return self.generic_visit(node)


def _call(method: str, number: int, value: ast.AST | None, place: ast.AST | None = None) -> ast.Call:
    """A call of the hook that stands where ``value`` stood, or at ``place``."""
    arguments: list[ast.expr] = [ast.Constant(number)]
    if isinstance(value, ast.expr):
        arguments.append(value)
    made = ast.Call(ast.Attribute(ast.Name(HOOK, ast.Load()), method, ast.Load()), arguments, [])
    for node in [made, arguments[0], *ast.walk(made.func)]:
        ast.copy_location(node, cast("ast.AST", value if place is None else place))
    return made


def _own(body: Sequence[ast.stmt]) -> list[ast.AST]:
    """All nodes of a body but those of functions within."""
    found: list[ast.AST] = []
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        found.append(node)
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            waiting += ast.iter_child_nodes(node)
    return found


def _may_train(node: ast.For | ast.While) -> bool:
    """Whether something may change in it: not a loop that only prints or draws."""
    for inner in ast.walk(node):
        if isinstance(inner, ast.AugAssign | ast.Assign | ast.AnnAssign | ast.NamedExpr):
            return True
        if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Call):
            path = path_of(inner.value.func)
            if path.partition(".")[0] not in {"print", "plt", "ax", "axes", "fig"}:
                return True
    return False


def _steps(node: ast.FunctionDef) -> bool:
    """Whether a generator takes away a product with a rate: it trains, and isn't one that draws batches."""
    taken = [each.value for each in ast.walk(node) if isinstance(each, ast.AugAssign)]
    taken += [
        each.right for each in ast.walk(node) if isinstance(each, ast.BinOp) and isinstance(each.op, ast.Sub)
    ]
    return any(rate_among(factors(each)[0], constant=False) is not None for each in taken)


def _is_the_framework_s(call: ast.Call) -> bool:
    """``torch.autograd.grad(loss, w)``, ``tape.gradient(loss, w)``: they are given a loss, not a point."""
    path = path_of(call.func)
    first = normal(last(path_of(call.args[0]))) if call.args else ""
    given_loss = "loss" in first or first in OBJECTIVES
    return path.endswith("autograd.grad") or (path.endswith(".gradient") and given_loss)


def _may_be_theirs(function: ast.expr) -> bool:
    """Not a function of Python's or NumPy's, nor an array's method."""
    path = path_of(function)
    root, _, name = path.rpartition(".")
    if not root:
        return bool(name) and name not in vars(builtins)
    return root.partition(".")[0] not in _LIBRARIES and name not in _METHODS


def _paths_in(factors: Sequence[ast.expr]) -> frozenset[str]:
    return frozenset(path for factor in factors for inner in ast.walk(factor) if (path := path_of(inner)))


def _stored(target: ast.expr) -> frozenset[str]:
    return frozenset(inner.id for inner in ast.walk(target) if isinstance(inner, ast.Name))
