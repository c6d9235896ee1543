"""Shapes of TensorFlow and PyTorch code: subclasses of the frameworks' optimizers, and classes around a tape."""

from __future__ import annotations

import random

from benchmarks.truth.code import Words, body, indented
from benchmarks.truth.numpy_forms import Writer, counting
from benchmarks.truth.recipes import Recipe
from benchmarks.truth.words import arguments, hyperparameters, title

_TF = {"sqrt": "tf.sqrt", "square": "tf.square", "abs": "tf.abs", "clip": "tf.clip_by_value"}
_KERAS = {"sqrt": "ops.sqrt", "square": "ops.square", "abs": "ops.abs", "clip": "ops.clip"}
_TORCH = {"sqrt": "torch.sqrt", "square": "torch.square", "abs": "torch.abs", "clip": "torch.clamp"}


def tf1_optimizer(recipe: Recipe, chance: random.Random) -> str | None:
    """A subclass of ``tf.train.Optimizer`` as in the lecture."""
    if recipe.asks:
        return None
    called = hyperparameters(recipe, chance)
    start, counted, inside = counting(recipe)
    rebuilt = recipe.change.get("slots") == "rebuilt"
    prepared = chance.random() < 0.5
    names = {
        **_TF,
        **{n: f"self._{v}_t" if prepared else f"self._{v}" for n, v in called.items()},
        "p": "var",
        "g": "grad",
    }
    names |= {slot: slot for slot in recipe.slots} | {"t": "t"}
    per_slot = recipe.timed and counted and start == "0" and not inside and chance.random() < 0.5
    move = chance.choice(
        (lambda step: f"update = var.assign_sub({step})", lambda step: f"update = tf.assign_sub(var, {step})")
    )
    assigned = chance.choice(("{0}_t = {0}.assign({1})", "{0}_t = tf.assign({0}, {1})"))
    words = Words(
        names,
        (lambda slot, way: f"{slot} = {way}") if rebuilt else (assigned.format),
        move,
        copies=True,
        after={} if rebuilt else {slot: f"{slot}_t" for slot in recipe.slots},
    )
    lines = body(recipe, words, chance)
    if recipe.change.get("old") is not None:
        place = next(i for i, line in enumerate(lines) if line.startswith("update = "))
        if rebuilt:
            return None
        lines = [
            *lines[: place + 1],
            "with tf.control_dependencies([update]):",
            *indented(lines[place + 1 :], 1),
        ]
    if not rebuilt and any(key.startswith("after ") for key in recipe.change):
        place = next(i for i, line in enumerate(lines) if line.startswith("update = "))
        late = [
            line.replace("m_t = ", "m_again = ").replace("v_t = ", "v_again = ")
            for line in lines[place + 1 :]
        ]
        lines = [*lines[: place + 1], "with tf.control_dependencies([update]):", *indented(late, 1)]
        extra = ", m_again, v_again"
    else:
        extra = ""
    before, slots, finish = [], [], []
    for slot in recipe.slots:
        before.append(f"{slot} = tf.zeros_like(var)" if rebuilt else f"{slot} = self.get_slot(var, '{slot}')")
        if not rebuilt:
            slots.append(f"self._zeros_slot(var, '{slot}', self._name)")
    made = []
    if recipe.timed:
        if per_slot:
            slots.append("self._zeros_slot(var, 'step', self._name)")
            before += ["step = self.get_slot(var, 'step')", "t = step.assign(step + 1.0)"]
        else:
            first = float(start) + (0.0 if inside else 1.0 if counted else 0.0)
            made = [f"self._create_non_slot_variable({first}, 'step', min(var_list, key=lambda v: v.name))"]
            get = "self._get_non_slot_variable('step', tf.get_default_graph())"
            before += [f"t = {get}.assign_add(1.0)"] if inside else [f"t = {get}"]
            if counted and not inside:
                finish = [
                    "",
                    "def _finish(self, update_ops, name_scope):",
                    "    with tf.control_dependencies(update_ops):",
                    f"        tick = {get}.assign_add(1.0)",
                    "    return tf.group(*update_ops + [tick], name=name_scope)",
                ]
    news = "" if rebuilt else "".join(f", {slot}_t" for slot in recipe.slots)
    prepare = [
        "",
        "def _prepare(self):",
        *indented(
            [f"self._{v}_t = tf.convert_to_tensor(self._{v}, dtype=tf.float32)" for v in called.values()], 1
        ),
    ]
    text = [
        f"class {title(recipe, chance)}(tf.train.Optimizer):",
        f"    def __init__(self, {arguments(recipe, called)}, use_locking=False, name='Mine'):",
        chance.choice(
            (
                "        super().__init__(use_locking, name)",
                "        tf.train.Optimizer.__init__(self, use_locking, name)",
            )
        ),
        *indented([f"self._{v} = {v}" for v in called.values()], 2),
        *indented(prepare if prepared else [], 1),
        "",
        "    def _create_slots(self, var_list):",
        *indented(made, 2),
        *indented([*(["for var in var_list:", *indented(slots, 1)] if slots else ["pass"])], 2),
        "",
        "    def _apply_dense(self, grad, var):",
        *indented([*before, *lines, f"return tf.group(update{news}{extra})"], 2),
        *indented(finish, 1),
    ]
    return "import tensorflow as tf\n\n\n" + "\n".join(text) + "\n"


def keras_optimizer(recipe: Recipe, chance: random.Random) -> str | None:
    """A subclass of Keras 3's optimizer."""
    if recipe.asks:
        return None
    called = hyperparameters(recipe, chance)
    start, counted, inside = counting(recipe)
    rebuilt = recipe.change.get("slots") == "rebuilt"
    others = {n: v for n, v in called.items() if n != "lr"}
    names = {
        **_KERAS,
        **{n: f"self.{v}" for n, v in others.items()},
        "lr": "lr",
        "p": "variable",
        "g": "gradient",
        "t": "t",
    }
    names |= {slot: slot for slot in recipe.slots}
    store = (
        (lambda slot, way: f"{slot} = {way}")
        if rebuilt
        else (lambda slot, way: f"self.assign({slot}, {way})")
    )
    own = chance.random() < 0.5
    move = (
        (lambda step: f"self.assign_sub(variable, {step})")
        if own
        else (lambda step: f"self.assign(variable, variable - ({step}))")
    )
    words = Words(names, store, move, copies=not rebuilt)
    kept = chance.choice(("{0}s", "_{0}"))
    slots = {slot: f"self.{kept.format(slot)}" for slot in recipe.slots}
    build = chance.random() < 0.5
    time = []
    if recipe.timed:
        if not counted:
            time = ["t = ops.cast(1, variable.dtype)"]
        elif inside:
            time = ["self.assign_add(self.count, 1.0)", "t = ops.cast(self.count, variable.dtype)"]
        else:
            time = [f"t = ops.cast(self.iterations + {1 + int(start)}, variable.dtype)"]
    text = [
        f"class {title(recipe, chance)}(keras.optimizers.Optimizer):",
        f"    def __init__(self, learning_rate=0.001, {', '.join(f'{v}={recipe.hyperparameters[n]!r}' for n, v in others.items())}{', ' if others else ''}name='mine', **kwargs):",
        "        super().__init__(learning_rate=learning_rate, name=name, **kwargs)",
        *indented([f"self.{v} = {v}" for v in others.values()], 2),
        "",
        "    def build(self, variables):",
        *indented(["if self.built:", "    return"] if build else [], 2),
        "        super().build(variables)",
        *indented(["self.count = self.add_variable((), name='count')"] if inside else [], 2),
        *indented(
            [
                f"{name} = [self.add_variable_from_reference(v, name='{slot}') for v in variables]"
                for slot, name in slots.items()
            ],
            2,
        ),
        "",
        "    def update_step(self, gradient, variable, learning_rate):",
        f"        lr = ops.cast(learning_rate, {'variable' if chance.random() < 0.5 else 'gradient'}.dtype)",
        *indented([] if rebuilt else ["i = self._get_variable_index(variable)"], 2),
        *indented(
            [
                f"{slot} = ops.zeros_like(variable)" if rebuilt else f"{slot} = {name}[i]"
                for slot, name in slots.items()
            ],
            2,
        ),
        *indented(time, 2),
        *indented(body(recipe, words, chance), 2),
    ]
    return "import keras\nfrom keras import ops\n\n\n" + "\n".join(text) + "\n"


def tape_class(recipe: Recipe, chance: random.Random) -> str | None:
    """A class of one's own over TensorFlow variables, handed gradients."""
    if recipe.asks:
        return None
    called = hyperparameters(recipe, chance)
    start, counted, inside = counting(recipe)
    rebuilt = recipe.change.get("slots") == "rebuilt"
    variables = chance.random() < 0.6 and not rebuilt
    names = {**_TF, **{n: f"self.{v}" for n, v in called.items()}, "p": "var", "g": "grad", "t": "self.t"}
    if variables:
        names |= {slot: slot for slot in recipe.slots}
        store = lambda slot, way: f"{slot}.assign({way})"
    else:
        names |= {slot: f"self.{slot}[i]" for slot in recipe.slots}
        store = lambda slot, way: f"self.{slot}[i] = {way}"
    move = chance.choice((lambda step: f"var.assign_sub({step})", lambda step: f"var.assign(var - ({step}))"))
    lines = body(recipe, Words(names, store, move, copies=variables), chance)
    if variables:
        lines = [f"{slot} = self.{slot}[i]" for slot in recipe.slots] + lines
    zeros = "tf.Variable(tf.zeros_like(v), trainable=False)" if variables else "tf.zeros_like(v)"
    pairs = chance.random() < 0.5
    listed = "[v for _, v in pairs]" if pairs else "variables"
    made = [f"self.{slot} = [{zeros} for v in {listed}]" for slot in recipe.slots]
    first = made if rebuilt else [f"if self.{recipe.slots[0]} is None:", *indented(made, 1)]
    tick = ["self.t += 1"] if recipe.timed and counted else []
    over = (
        "for i, (grad, var) in enumerate(pairs):"
        if pairs
        else "for i, (var, grad) in enumerate(zip(variables, grads)):"
    )
    text = [
        f"class {title(recipe, chance)}:",
        f"    def __init__(self, {arguments(recipe, called)}):",
        *indented([f"self.{v} = {v}" for v in called.values()], 2),
        *indented([f"self.{slot} = None" for slot in recipe.slots], 2),
        *indented([f"self.t = {start}"] if recipe.timed else [], 2),
        "",
        "    def apply_gradients(self, pairs):" if pairs else "    def update(self, variables, grads):",
        *indented(["pairs = list(pairs)"] if pairs else [], 2),
        *indented(first, 2),
        *indented([] if inside else tick, 2),
        f"        {over}",
        *indented([*(tick if inside else []), *lines], 3),
    ]
    return "import tensorflow as tf\n\n\n" + "\n".join(text) + "\n"


def torch_optimizer(recipe: Recipe, chance: random.Random) -> str | None:
    """A subclass of PyTorch's optimizer."""
    if recipe.asks:
        return None
    called = hyperparameters(recipe, chance)
    start, counted, inside = counting(recipe)
    rebuilt = recipe.change.get("slots") == "rebuilt"
    local = chance.random() < 0.5
    names = {**_TORCH, **{n: v if local else f"group['{v}']" for n, v in called.items()}, "g": "grad"}
    data = chance.random() < 0.5
    target = "p.data" if data else "p"
    by_slot = inside or (recipe.timed and counted and chance.random() < 0.5 and start == "0" and not inside)
    names |= {
        "p": target,
        "t": "state['step']" if by_slot and not inside else "self.t",
        **{slot: f"state['{slot}']" for slot in recipe.slots},
    }
    copying = chance.random() < 0.4 and not rebuilt
    store = (
        (lambda slot, way: f"state['{slot}'].copy_({way})")
        if copying
        else (lambda slot, way: f"state['{slot}'] = {way}")
    )
    move = chance.choice(
        (
            lambda step: f"{target}.sub_({step})",
            lambda step: f"{target}.add_(-1 * ({step}))",
            lambda step: f"{target} -= {step}",
        )
    )
    lines = body(recipe, Words(names, store, move, copies=copying), chance)
    made = [f"state['{slot}'] = torch.zeros_like({target})" for slot in recipe.slots]
    if by_slot and not inside:
        made_first = [*made, "state['step'] = 0"]
        tick = ["state['step'] += 1"]
    else:
        made_first = made
        tick = ["self.t += 1"] if recipe.timed and counted and inside else []
    first = (
        made
        if rebuilt
        else [
            chance.choice(("if len(state) == 0:", f"if '{recipe.slots[0]}' not in state:", "if not state:")),
            *indented(made_first, 1),
        ]
    )
    whole = ["self.t += 1"] if recipe.timed and counted and not inside and not by_slot else []
    guard = chance.choice((["if p.grad is None:", "    continue"], []))
    inner = [
        *guard,
        f"grad = p.grad{'.data' if data else ''}",
        "state = self.state[p]",
        *first,
        *tick,
        *lines,
    ]
    if rebuilt and by_slot:
        return None
    text = [
        f"class {title(recipe, chance)}(torch.optim.Optimizer):",
        f"    def __init__(self, params, {arguments(recipe, called)}):",
        f"        super().__init__(params, dict({', '.join(f'{v}={v}' for v in called.values())}))",
        *indented([f"self.t = {start}"] if recipe.timed and not (by_slot and not inside) else [], 2),
        "",
        *indented([] if data else ["@torch.no_grad()"], 1),
        "    def step(self, closure=None):",
        *indented(whole, 2),
        "        for group in self.param_groups:",
        *indented([f"{v} = group['{v}']" for v in called.values()] if local else [], 3),
        "            for p in group['params']:",
        *indented(inner, 4),
    ]
    return "import torch\n\n\n" + "\n".join(text) + "\n"


FORMS: tuple[tuple[str, str, Writer], ...] = (
    ("tf1-optimizer", "tf1", tf1_optimizer),
    ("keras-optimizer", "keras", keras_optimizer),
    ("gradient-tape", "tf2", tape_class),
    ("torch-optimizer", "torch", torch_optimizer),
)
