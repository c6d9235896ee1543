"""What the texts say about mistakes of momentum and Nesterov's method."""

from __future__ import annotations

from autograder.explaining.catalogue import mark
from autograder.explaining.entry import Entry

TEXTS: dict[str, Entry] = {
    "ema-momentum": Entry(
        lecture="2.2",
        title=mark("The velocity is a moving average"),
        what=mark(
            "Your velocity is α v + (1 − α) g. In this course the gradient enters the velocity undiminished."
        ),
        numbers=mark(
            "With α = {momentum} your velocity is {one_minus_momentum} times the size that the rule gives."
        ),
        why=mark(
            "Both forms exist in the literature and both smooth the gradient. At the same "
            "learning rate yours moves more slowly, so the lecture's tables can't be "
            "reproduced."
        ),
        hint=mark(
            "Compare the factor in front of the gradient in your velocity with the line “v ← …” of the box."
        ),
    ),
    "velocity-not-accumulated": Entry(
        lecture="2.2",
        title=mark("The velocity forgets the past"),
        what=mark("Each step uses the current gradient alone; the old velocity doesn't enter the new one."),
        why=mark(
            "Momentum is what remains of earlier steps. Without it this is plain gradient "
            "descent: 911 steps instead of 144 in the lecture's comparison."
        ),
        hint=mark(
            "Print v after steps 1, 2, 3 with a constant gradient of −1 and α = 0.1. The "
            "lecture expects 1, 1.1, 1.11."
        ),
    ),
    "velocity-sign": Entry(
        lecture="2.2",
        title=mark("The old velocity enters with the wrong sign"),
        what=mark(
            "Your code uses −α v where the rule keeps +α v, so each step brakes against the one before."
        ),
        why=mark(
            "Consistent gradients should add up. Here they cancel, and the method is slower "
            "than one without momentum."
        ),
        hint=mark(
            "Let the gradient be the same in two steps. Should the second step be longer or "
            "shorter than the first?"
        ),
    ),
    "old-velocity-applied": Entry(
        lecture="2.2",
        title=mark("θ moves with the velocity of the step before"),
        what=mark(
            "The parameters are moved before the velocity is updated, so each gradient arrives one step late."
        ),
        why=mark(
            "The first step does nothing, and later ones react to a gradient from somewhere "
            "else. With large rates the path starts to swing."
        ),
        hint=mark(
            "The box has an order: first the line for v, then the line for θ. In which order "
            "do they stand in your code?"
        ),
    ),
    "momentum-and-gradient-both": Entry(
        lecture="2.2",
        title=mark("The gradient is applied twice"),
        what=mark(
            "θ is moved by the velocity and by the gradient on top, though the velocity "
            "already contains that gradient."
        ),
        why=mark(
            "Steps become longer than the rate says. It resembles a form of Nesterov's method, but isn't one."
        ),
        hint=mark("How often does the current gradient reach θ in one step? Follow both ways."),
    ),
    "lookahead-missing": Entry(
        lecture="2.2",
        title=mark("The gradient is taken at θ, not at the look-ahead point"),
        what=mark(
            "The gradient is computed where the parameters are, not at the interim point θ̃. "
            "That is plain momentum."
        ),
        why=mark(
            "Looking ahead is what lets Nesterov's method brake before it overshoots: 36 "
            "steps instead of 144 in the lecture's comparison."
        ),
        hint=mark(
            "At which point does the box compute g? Print the point that your gradient "
            "function is called with."
        ),
    ),
    "lookahead-sign": Entry(
        lecture="2.2",
        title=mark("The look-ahead looks back"),
        what=mark("The interim point is taken against the velocity instead of along it."),
        why=mark(
            "The gradient then comes from where the parameters were, not from where they are "
            "going, and the correction pushes the wrong way."
        ),
        hint=mark(
            "The velocity already points in the direction of movement. Which sign leads to the next position?"
        ),
    ),
    "lookahead-full-velocity": Entry(
        lecture="2.2",
        title=mark("The look-ahead goes too far"),
        what=mark(
            "The interim point is θ + v; the rule goes only the part of v that will survive the decay."
        ),
        why=mark(
            "The gradient is then taken beyond the place where the velocity alone would carry the parameters."
        ),
        hint=mark(
            "Which factor does v get in the next step, even without any new gradient? The "
            "look-ahead needs the same."
        ),
    ),
    "lookahead-kept": Entry(
        lecture="2.2",
        title=mark("The interim move is not undone"),
        what=mark(
            "The gradient is computed at the interim point, and then the step starts from "
            "there instead of from θ."
        ),
        why=mark("The velocity moves the parameters twice in each step, so they overshoot."),
        hint=mark("In the box θ̃ appears only under the gradient. From which point does the last line start?"),
    ),
    "lookahead-twice": Entry(
        lecture="2.2",
        title=mark("The look-ahead is applied twice"),
        what=mark("The look-ahead enters both through the point of the gradient and through the update."),
        why=mark("Either form alone is Nesterov's method; together they look two steps ahead and miss."),
        hint=mark(
            "Choose one form: an interim point, or the look-ahead point stored as the "
            "variable. Which lines belong to which?"
        ),
    ),
    "lookahead-power": Entry(
        lecture="2.2",
        title=mark("A wrong power of α in the look-ahead"),
        what=mark("In your form of Nesterov's method α occurs in another power than it should."),
        why=mark(
            "Near α = 1 this is hardly visible; with smaller α the look-ahead is clearly too "
            "short or too long."
        ),
        hint=mark(
            "Put v ← α v − ϵ g into θ + α v by hand and collect the powers of α in front of "
            "the old v and of g."
        ),
    ),
    "velocity-overwritten": Entry(
        lecture="2.2",
        title=mark("The new velocity stands where the old one belongs"),
        what=mark(
            "Your form with the stored look-ahead needs the velocity of before and after the "
            "step; both places use the new one."
        ),
        why=mark(
            "This slip is in print in a well-known book. The path is smooth and converges, so "
            "it is hard to see, but it isn't Nesterov's."
        ),
        hint=mark(
            "Keep the old velocity under its own name before you overwrite it, and check "
            "which line needs which."
        ),
    ),
}
