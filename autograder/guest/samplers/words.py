"""What the arguments of a sampler are for, by their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from ..arguments import Argument
from ..names import normal

Role = Literal[
    "x", "y", "data", "order", "count", "size", "rng", "seed", "shuffle", "drop", "replace", "epochs", "epoch",
    "place", "steps", "unknown",
]  # fmt: skip

_TEXTS: dict[Role, str] = {
    "x": """x xs inputs input features feature xtrain trainx datax xdata images image xall xarr xarray xx
            trainingx trainimages traininputs trainfeatures 输入 特征""",
    "y": """y ys labels label targets target ytrain trainy datay ydata outputs output yall yarr yarray yy
            trainlabels traintargets trainingy t 标签 目标""",
    "data": """data dataset trainingdata traindata samples trainset train trainingset array arr pairs xy arrays
            datas dataarray dataarrays examples 数据 样本 数据集""",
    "order": "indices idxs indexes index idx order perm permutation ids",
    "count": """n m num nsamples numsamples datasize length total count numexamples nexamples samplesize ndata
            numdata nsample datalen samplecount samplenum 样本数 总数""",
    "size": """batchsize bs batch minibatchsize mbsize size bsz minibatch mbs nbatch batchlen sizebatch
            minibatchesize batchsz bsize b k m 批大小 批量大小 批量 批次大小""",
    "rng": "rng generator gen randomgenerator random rand randomstate rs prng 随机数生成器",
    "seed": "seed randomseed randomstate rngseed 种子 随机种子",
    "shuffle": "shuffle shuffled isshuffle doshuffle needshuffle israndom random toshuffle ifshuffle 打乱",
    "drop": "droplast dropremainder drop droplastbatch",
    "replace": "replace withreplacement replacement",
    "epochs": "epochs numepochs nepochs maxepochs numepoch nepoch epochnum 轮数",
    "epoch": "epoch ep epochindex epochidx currentepoch epochi 轮",
    "place": "i idx index step batchindex batchidx iteration it iter start batchi batchid batchno batchnumber bi j",
    "steps": "steps numbatches nbatches iters numbatch nbatches numsteps maxsteps batches batchnum 步数",
}  # fmt: skip
_WORDS = {role: frozenset(text.split()) for role, text in _TEXTS.items()}
_FIRST: tuple[Role, ...] = (
    "x", "y", "size", "data", "rng", "seed", "shuffle", "drop", "replace", "epochs", "epoch", "count", "order", "steps",
    "place",
)  # fmt: skip
"""Where a word may mean two things, what comes first here."""
FLAGS: frozenset[Role] = frozenset({"shuffle", "drop", "replace"})


def roles_of(arguments: Sequence[Argument]) -> dict[str, Role]:
    """Return the role of each argument; unknown required ones take the places that are still free, in order."""
    roles: dict[str, Role] = {}
    for argument in arguments:
        roles[argument.name] = _named(argument, set(roles.values()))
    if "x" in roles.values() and "data" in roles.values():
        roles = {name: _without_data(role, roles) for name, role in roles.items()}
    if "size" not in roles.values() and {"x", "data"} & set(roles.values()):
        # next_batch(num, data, labels): how many is how many in a batch
        roles = {name: "size" if role == "count" else role for name, role in roles.items()}
    lacking = [role for role in ("x", "y", "size") if role not in roles.values()]
    if roles and ("data" in roles.values() or "count" in roles.values() or "order" in roles.values()):
        lacking = [role for role in lacking if role == "size"]
    for argument in arguments:
        if roles[argument.name] == "unknown" and argument.required and lacking:
            roles[argument.name] = lacking.pop(0)  # type: ignore[assignment]
    return roles


def says_samples(arguments: Sequence[Argument]) -> bool:
    """Whether an argument's own name says that it holds samples: ``load_data(path, batch_size)`` has none."""
    return any(normal(argument.name) in _WORDS["x"] | _WORDS["data"] for argument in arguments)


def _without_data(role: Role, roles: dict[str, Role]) -> Role:
    """``f(data, labels)`` has x and y; ``f(x, y, samples)`` is told how many."""
    if role != "data":
        return role
    return "count" if "y" in roles.values() else "y"


def _named(argument: Argument, taken: set[Role]) -> Role:
    text = normal(argument.name)
    flag = isinstance(argument.default, bool)
    for role in _FIRST:
        if role in taken or text not in _WORDS[role]:
            continue
        if (role in FLAGS) != flag and not (role == "shuffle" and argument.required and text != "random"):
            continue
        if role == "size" and text in {"m", "k", "b"} and not _free("count", text, taken):
            continue
        if role == "y" and text == "t" and "x" not in taken:
            continue
        return role
    if not flag and text.endswith(("batchsize", "batch")):
        return "size"
    if text.startswith("x") and "x" not in taken:
        return "x"
    if text.startswith("y") and "y" not in taken:
        return "y"
    return "unknown"


def _free(role: Role, text: str, taken: set[Role]) -> bool:
    """``f(n, m)``: n samples, m in a batch; ``f(m, batch_size)``: m samples."""
    return text not in _WORDS[role] or role in taken or "x" in taken or "data" in taken
