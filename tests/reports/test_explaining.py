"""What students are told about their mistakes."""

from __future__ import annotations

import re

import pytest

from autograder.explaining.messages import MESSAGES, say
from autograder.explaining.messages_discovery import LACKS, lacks
from autograder.explaining.mistakes import MISTAKES, explain, title, variant
from autograder.explaining.numbers import number, points
from autograder.explaining.variants import VARIANTS
from reference.mistakes.table import alterations

LANGUAGES = ("zh", "en")

# The ids are a contract with records, tests and statistics: this list is written out, not derived.
IDS = """
sign-flipped gradient-scaled learning-rate-ignored state-not-kept state-shared state-not-elementwise time-per-variable
one-variable-only not-updated history-aliased gradient-modified integer-parameters shape-broadcast wrong-hyperparameter
different-algorithm hyperparameter-ignored gradient-clipped weight-decay-added coordinates-in-turn not-implemented
not-finite ema-momentum velocity-not-accumulated velocity-sign old-velocity-applied momentum-and-gradient-both
lookahead-missing lookahead-sign lookahead-full-velocity lookahead-kept lookahead-twice lookahead-power
velocity-overwritten missing-root second-moment-not-squared second-moment-of-first accumulator-not-kept
accumulator-not-decayed accumulator-decayed decay-swapped missing-one-minus-decay no-bias-correction
no-first-bias-correction no-second-bias-correction bias-correction-added corrected-moments-stored
bias-correction-constant bias-correction-linear bias-correction-inverted time-off-by-one time-frozen
time-per-epoch betas-swapped
one-beta-for-both second-moment-missing first-moment-missing gradient-for-first-moment correction-beta-wrong
epsilon-missing epsilon-outside-fraction epsilon-in-numerator matrix-inverse epsilon-scale decay-from-stable-rate
decay-not-stopped decay-compounds decay-every-step decay-ends-swapped decay-wrong-direction decay-step-constant
decay-jumps schedule-shifted rate-not-used not-shuffled same-batch-every-step with-replacement last-batch-lost
samples-misaligned batch-sum-not-mean gradient-wrong stopped-early not-converged diverged counting-off built-in-used
built-in-missing built-in-not-run report-differs claim-differs unequal-comparison
gradients-separate gradients-not-separate
last-batch-empty hessian-not-inverted hessian-diagonal hessian-divided hessian-not-updated
gradient-not-updated inverse-hessian-update line-search-missing coordinates-at-once own-term-kept
coordinate-not-divided coordinate-step-inexact compared-with-previous patience-not-reset best-epoch-lost
""".split()
ACCEPTED = """
epsilon-inside epsilon-outside epsilon-hat lookahead-stored rate-outside-velocity velocity-negated rate-in-velocity
bias-corrected-rate running-product-time staircase-late staircase-early continuous-decay accumulator-init float32
float64 in-place returned
""".split()

# Every key the engine uses, with the arguments it gives.
KEYS: dict[str, dict[str, str | float]] = {
    "unreadable.archive": {"name": "张三.rar"},
    "device.hidden": {"what": "CUDA_VISIBLE_DEVICES=-1"},
    "device.nodes": {"what": "/dev/nvidia0"},
    "device.access": {"what": "/dev/nvidia-uvm"},
    "device.driver": {"what": "libcuda.so.1"},
    "device.walls": {"what": "landlock"},
    "device.build": {"what": "PyTorch 2.13.0+cpu"},
    "device.silent": {"what": "TensorFlow 2.21.0"},
    "note.late": {"days": 2, "percent": 20.0},
    "update.right": {"rule": "adam", "variants": "epsilon-inside,running-product-time"},
    "update.mistake": {"mistake": "sign-flipped,missing-root", "first_step": 3},
    "update.slip": {"rule": "adam", "mistake": "history-aliased"},
    "update.unknown": {"first_step": 3, "coordinate": 2, "size": 0.25},
    "update.not-finite": {"first_step": 1},
    "update.wrong-hyperparameter": {"name": "beta_2", "expected": 0.999, "identified": 0.99},
    "training.right": {"steps": 200, "task": "lecture-regression"},
    "training.wrong": {"steps": 200, "task": "lecture-regression"},
    "training.diverged": {"steps": 200},
    "training.not-run": {},
    "training.unseen": {},
    "training.follows": {},
    "training.lent": {"function": "train_adam"},
    "status.own_gradient": {},
    "schedule.right": {"rule": "linear", "variants": ""},
    "schedule.mistake": {"mistake": "decay-not-stopped", "first_step": 20},
    "schedule.unknown": {"first_step": 5, "expected": 0.25, "identified": 0.3},
    "schedule.copied-slip": {"missing": "stable_lr"},
    "sampler.shuffled": {},
    "sampler.aligned": {},
    "sampler.once": {"count": 103, "gap": 2e-16},
    "sampler.last": {"count": 103, "batch_size": 10, "rest": 3},
    "sampler.last.drawn": {"count": 103},
    "sampler.mistake": {"mistake": "not-shuffled"},
    "sampler.no-last": {},
    "status.not_found.sampler": {"names": "batch"},
    "status.not_callable.sampler": {"kind": "TypeError", "message": "m"},
    "method.right": {"rule": "bfgs", "variants": "dfp"},
    "method.mistake": {"mistake": "hessian-diagonal"},
    "method.unknown": {"rule": "newton"},
    "method.arrives": {"count": 2},
    "method.counts": {},
    "method.far": {"task": "method-quadratic", "steps": 100, "gap": 0.1},
    "method.diverges": {"task": "method-logistic", "steps": 100},
    "method.not-finite": {"task": "method-rosenbrock", "steps": 100},
    "method.stops": {"task": "method-quadratic", "kind": "LinAlgError", "message": "Singular matrix"},
    "method.nothing": {"task": "method-quadratic"},
    "stop.right": {"count": 8, "stop": 61, "gradient": 0.02, "times": 12.3},
    "stop.best-right": {"count": 8},
    "stop.unknown": {},
    "stop.best-missing": {},
    "status.unclear.method": {"rule": "newton"},
    "status.slow.method": {"rule": "newton"},
    "status.not_callable.early-stopping": {"kind": "TypeError", "message": "m"},
    "status.not_callable.newton": {"kind": "TypeError", "message": "m"},
    "status.not_callable.bfgs": {"kind": "TypeError", "message": "m"},
    "status.not_callable.coordinate-descent": {"kind": "TypeError", "message": "m"},
    "note.removed": {"cell": 2, "line": 3, "old": "tf.mul", "instead": "tf.multiply"},
    "observed.training.converged": {"first": 5.0, "last": 0.01, "steps": 100},
    "observed.training.diverged": {"first": 5.0, "last": 5e9, "steps": 100},
    "observed.training.not-converged": {"first": 5.0, "last": 4.0, "steps": 100},
    "observed.training.shape-broadcast": {"first": 5.0, "last": 1.0, "steps": 100},
    "observed.training.stopped-early": {"first": 5.0, "last": 1.0, "steps": 100},
    "observed.update.mistake": {"algorithm": "adam", "mistake": "no-bias-correction"},
    "observed.update.right": {"rate": 0.1, "rule": "sgd"},
    "observed.update.variants": {"rule": "adam", "variants": "epsilon-inside"},
    "status.not_found.apply": {},
    "status.not_found.minimize": {},
    "status.not_found.own": {},
    "status.package_missing": {"package": "tf-keras"},
    "status.protocol": {"detail": "frame of 9 bytes"},
    "status.removed": {"cell": 2, "line": 3, "old": "tf.mul", "instead": "tf.multiply"},
    "status.training-unexplained": {},
    "status.training-unclear": {},
    "way.apply-instead": {},
    "way.minimize-instead": {"name": "minimize"},
    "way.own-instead.apply": {},
    "way.own-instead.minimize": {},
    "way.right.apply": {},
    "way.right.minimize": {},
    "way.right.own": {},
    "keep": {"mistake": "ema-momentum", "share": 0.5, "points": 2.0},
    "builtin.right": {"optimizer": "AdamOptimizer", "settings": "learning_rate=0.1"},
    "builtin.variant": {"optimizer": "SGD", "settings": ""},
    "builtin.other": {"optimizer": "Adam", "algorithm": "adam", "wanted": "tf.train.AdagradOptimizer"},
    "builtin.other.kept": {"optimizer": "AdagradOptimizer", "wanted": "tf.train.RMSPropOptimizer"},
    "builtin.own": {"wanted": "tf.train.AdagradOptimizer"},
    "builtin.made": {"optimizer": "Adam", "line": 3},
    "builtin.idle": {"optimizer": "Adam"},
    "builtin.unseen": {"optimizer": "Adam", "line": 3, "cell": 2},
    "builtin.schedule.right": {"optimizer": "exponential_decay", "first": 0.3, "last": 0.1},
    "builtin.schedule.short": {"optimizer": "exponential_decay", "steps": 50},
    "builtin.schedule.used": {"optimizer": "exponential_decay"},
    "builtin.schedule.other": {"optimizer": "polynomial_decay", "wanted": "tf.train.exponential_decay"},
    "builtin.schedule.own": {"wanted": "tf.train.exponential_decay"},
    "builtin.mistake": {
        "optimizer": "exponential_decay",
        "first": 0.3,
        "last": 0.3,
        "mistake": "rate-not-used",
    },
    "builtin.rates-unseen": {"optimizer": "exponential_decay"},
    "builtin.training.right": {"steps": 200, "first": 5.0, "last": 0.01},
    "builtin.training.flat": {"steps": 200, "first": 5.0, "last": 4.99},
    "builtin.training.still": {"steps": 200},
    "builtin.training.diverged": {"steps": 200},
    "builtin.training.other": {},
    "builtin.training.unseen": {},
    "status.not_found.builtin": {"wanted": "tf.train.AdamOptimizer"},
    "status.not_found.builtin.numpy": {"wanted": "tf.train.AdamOptimizer, keras.optimizers.Adam"},
    "compare.losses.right": {},
    "compare.losses.missing": {"found": 1, "count": 3, "absent": "momentum, nesterov"},
    "compare.losses.few": {"method": "sgd", "found": 4, "count": 10},
    "compare.losses.wrong": {"method": "sgd", "identified": 3.5, "first_step": 1, "expected": 3.2},
    "compare.losses.unseen": {"method": "nesterov"},
    "compare.losses.two": {"method": "nesterov"},
    "compare.steps.right": {},
    "compare.steps.missing": {"found": 2, "count": 3, "absent": "nesterov"},
    "compare.steps.wrong": {"method": "momentum", "identified": 288, "threshold": 1e-6, "expected": 144},
    "compare.steps.unseen": {"method": "sgd"},
    "compare.equal.right": {},
    "compare.equal.missing": {"found": 2, "count": 3, "absent": "nesterov"},
    "compare.equal.wrong": {"method": "sgd", "other_method": "adagrad", "mistake": "unequal-comparison"},
    "compare.claim.right": {},
    "compare.claim.steps": {},
    "compare.claim.missing": {},
    "compare.claim.wrong": {"claimed": "sgd", "faster": "momentum"},
    "compare.claim.wrong.late": {"claimed": "sgd", "faster": "momentum"},
    "compare.claim.unseen": {},
    "compare.unseen": {"absent": "momentum, nesterov"},
    "status.not_found.compare": {"methods": "sgd, momentum"},
    "built-in-used": {"name": "tf.train.AdamOptimizer"},
    "status.not_started": {},
    "status.not_found": {"names": "adam", "candidate": "fit", "line": 3, "lacks": "takes-data:x, y"},
    "status.not_found.empty": {"names": "adam"},
    "status.imports_ours": {"package": "reference", "line": 3, "cell": 2},
    "status.not_found.schedule": {
        "rule": "linear",
        "names": "lin",
        "count": 10,
        "cell": 2,
        "line": 5,
        "algorithm": "exponential",
    },
    "status.crashed": {"kind": "ValueError", "message": "no", "line": 3, "cell": 2},
    "status.timed_out": {"seconds": 10},
    "status.out_of_memory": {"megabytes": 1024},
    "status.blocked": {"detail": "socket"},
    "status.grader_fault": {"detail": "worker lost"},
    "status.needs_person": {},
    "status.not_callable": {"kind": "TypeError", "message": "m"},
    "status.not_callable.schedule": {"kind": "TypeError", "message": "m"},
    "note.cell-error": {"kind": "NameError", "message": "x", "cell": 3, "line": 1},
    "note.cell-timeout": {"cell": 3, "seconds": 5},
    "note.cell-syntax": {"cell": 3, "line": 1, "message": "invalid syntax"},
    "note.magic": {"line": 1},
    "note.stdout-truncated": {},
    "note.cells-skipped": {"count": 2},
    "note.missing-package": {"package": "matplotlib"},
    "answers.right": {"task_number": "1", "given": "batch"},
    "answers.wrong": {"task_number": "1", "given": "batch", "answer_hint": "quiz.answers.1"},
    "answers.missing": {"task_number": "1"},
    "answers.unclear": {"task_number": "1", "given": "B"},
    "status.answers_unclear": {"count": 1, "points": 2.0},
    "status.answers_unread": {},
    "status.essay": {"count": 200},
    "status.not_found.words": {},
    "left_out": {"kind": "builtin"},
    "exercises.not-judged": {},
    "exercises.one-thing": {},
    "exercises.only-verify": {},
    "exercises.one-name": {"lab": "lab6", "new": "warmup"},
    "exercises.score-what": {},
    "new.name": {"new": "../up"},
    "new.taken": {"new": "lab6"},
    "new.there": {"folder": "warmup"},
    "new.disk": {"folder": "warmup", "detail": "Permission denied"},
    "new.next": {"new": "warmup"},
    "verify.starter": {"framework": "numpy", "said": "zh"},
    "verify.solution": {"file": "right.py"},
    "verify.solution-of": {"part": "adam"},
    "verify.ok": {},
    "verify.missing": {},
    "verify.encoding": {},
    "verify.unsaid": {"part": "adam"},
    "verify.begun": {"part": "adam", "status": "judged", "expected": "not begun"},
    "verify.not-solved": {"part": "adam", "most": 5, "status": "judged"},
    "verify.unsolved": {},
    "verify.fault": {},
    "verify.no-record": {"detail": "m"},
    "verify.not-read-back": {},
    "verify.other-parts": {},
    "verify.criteria": {"part": "adam"},
    "verify.no-folder": {"folder": "solved"},
    "verify.which-lab": {"folder": "solved"},
    "verify.no-solutions": {"lab": "lab6"},
    "verify.no-framework": {"lab": "lab6", "framework": "torch"},
    "unreadable.empty": {"name": "a.py"},
    "unreadable.syntax": {"name": "a.py", "line": 2, "message": "invalid syntax"},
    "unreadable.encoding": {"name": "a.py"},
    "unreadable.notebook": {"name": "a.ipynb", "message": "not JSON"},
    "unreadable.python2": {"name": "a.py", "line": 2},
    "unreadable.size": {"name": "a.py"},
}


def test_every_id_of_the_catalogue_has_a_text() -> None:
    assert sorted(MISTAKES) == sorted(IDS)
    assert set(ACCEPTED) <= set(VARIANTS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mistake", IDS)
def test_every_explanation_is_whole_in_both_languages(mistake: str, language: str) -> None:
    told = explain(mistake, {}, {}, language)
    texts = (told.title, told.what, told.why, told.hint)
    assert all(texts)
    assert not any(re.search(r"[{}]", text) for text in texts)
    assert any("一" <= one <= "鿿" for one in told.what) == (language == "zh")
    assert re.fullmatch(r"[123](\.\d){1,2}", told.lecture)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "rule", ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "rmsprop-nesterov", "adam"]
)
def test_every_mistake_that_can_be_identified_can_be_explained(rule: str, language: str) -> None:
    for alteration in alterations(rule, (2, 2, 1)):
        told = explain(
            alteration.id, dict(alteration.details), {"beta_1": 0.9, "beta_2": 0.99, "rho": 0.9}, language
        )
        assert told.what


def test_no_bias_correction_says_how_long_the_first_step_is() -> None:
    # s / sqrt(r) in step 1 is (1 - 7/8) / sqrt(1 - 127/128) = sqrt(2).
    told = explain("no-bias-correction", {}, {"beta_1": 0.875, "beta_2": 0.9921875}, "en")
    assert "1.414 times" in told.what


def test_a_wrong_hyperparameter_is_told_with_both_values() -> None:
    told = explain(
        "wrong-hyperparameter",
        {},
        {"beta_2": 0.99, "beta_1": 0.9},
        "zh",
        expected={"beta_2": 0.999, "beta_1": 0.9},
    )
    assert "衰减率 ρ₂ 是 0.99，而要求的是 0.999" in told.what
    assert "ρ₁" not in told.what


def test_without_an_expected_value_the_students_own_is_told() -> None:
    told = explain(
        "wrong-hyperparameter", {"of": "decay_steps"}, {"start_lr": 0.3, "decay_steps": 30.0}, "en"
    )
    assert told.what.endswith("In your code the number of decay steps τ is 30.")


def test_the_kind_of_a_mistake_changes_what_is_said() -> None:
    assert "ρ₂" in explain("decay-swapped", {"of": "beta_2"}, {}, "en").what
    assert "ρ₁" in explain("decay-swapped", {"of": "beta_1"}, {}, "zh").what


def test_an_id_without_text_is_shown_as_it_is() -> None:
    assert title("from-the-future", "zh") == "from-the-future"
    assert variant("from-the-future", "zh") == "from-the-future"
    with pytest.raises(KeyError):
        explain("from-the-future", {}, {}, "zh")


def test_another_language_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="language 'fr'"):
        explain("sign-flipped", {}, {}, "fr")


def test_every_key_is_known() -> None:
    assert sorted(MESSAGES) == sorted(KEYS)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_said_whole(key: str, language: str) -> None:
    said = say(key, KEYS[key], language)
    assert said
    assert not re.search(r"[{}]", said)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", LACKS)
def test_what_a_candidate_lacks_is_said_whole(key: str, language: str) -> None:
    """An id of the guest's with its detail becomes the end of a sentence."""
    said = lacks(f"{key}:momentum", language)
    assert said
    assert not re.search(r"[{}:]", said)
    assert ("momentum" in lacks(f"{key}:momentum", "en")) == ("{detail}" in LACKS[key])


def test_an_unknown_lack_is_shown_as_it_is() -> None:
    assert lacks("from-the-future:x", "en") == "from-the-future:x"


def test_a_message_does_without_what_is_not_known() -> None:
    assert (
        say("status.crashed", {"kind": "ValueError", "message": "no"}, "en")
        == "Your code stopped with ValueError: no"
    )
    assert "Accepted form" not in say("update.right", {"rule": "adam", "variants": ""}, "en")


def test_a_message_without_its_arguments_is_an_error() -> None:
    with pytest.raises(KeyError, match="needs seconds"):
        say("status.timed_out", {}, "en")


def test_braces_in_a_students_text_stay_text() -> None:
    assert say("status.crashed", {"kind": "KeyError", "message": "{kind!r} {0} {x.y}"}, "en").endswith(
        ": {kind!r} {0} {x.y}"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0.0, "0"),
        (3.0, "3"),
        (0.9921875, "0.9922"),
        (1e-6, "10⁻⁶"),
        (-2.5e-7, "−2.5 × 10⁻⁷"),
        (410000, "4.1 × 10⁵"),
        (None, "–"),
    ],
)
def test_numbers_are_short(value: float | None, written: str) -> None:
    assert number(value) == written


def test_points_have_at_most_two_decimals() -> None:
    assert [points(one) for one in (4.0, 2.5, 1 / 3, None)] == ["4", "2.5", "0.33", "–"]
