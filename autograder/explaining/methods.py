"""What the texts say about Newton's and quasi-Newton methods, coordinate descent and early stopping."""

from __future__ import annotations

from autograder.explaining.catalogue import mark
from autograder.explaining.entry import Entry

TEXTS: dict[str, Entry] = {
    "hessian-not-inverted": Entry(
        lecture="3.4",
        title=mark("The Hessian is multiplied, not divided by"),
        what=mark("Your step is along H g where the method goes along H⁻¹ g."),
        why=mark(
            "Where the loss bends strongly a short step is enough; multiplied by H it becomes the longest of all, and "
            "the method diverges where gradient descent would still converge."
        ),
        hint=mark(
            "For one variable the step is g divided by the second derivative. What stands for the division here?"
        ),
    ),
    "hessian-diagonal": Entry(
        lecture="3.4",
        title=mark("Only the diagonal of the Hessian is used"),
        what=mark(
            "Your step divides each gradient by H's own diagonal entry; the other entries of H play no part."
        ),
        why=mark(
            "The other entries say how the slope of one variable changes when another one moves. Without them a "
            "quadratic isn't solved in one step."
        ),
        hint=mark("Which operation of linear algebra finds the p with H p = g?"),
    ),
    "hessian-divided": Entry(
        lecture="3.4",
        title=mark("The gradient is divided by a matrix, number by number"),
        what=mark("NumPy divides g by every row of H, so your θ becomes a matrix."),
        why=mark(
            "The formula with a division belongs to one variable. For several, 1/H means the inverse matrix."
        ),
        hint=mark("Print the shape of θ after one step. Which operation gives a vector from H and g?"),
    ),
    "hessian-not-updated": Entry(
        lecture="3.4",
        title=mark("The Hessian is that of an earlier point"),
        what=mark("Your first step is right, but the later ones still use the Hessian of the point before."),
        why=mark(
            "Newton's method doubles the number of right digits per step only with the Hessian of the newest point."
        ),
        hint=mark(
            "Which quantities of the formula depend on θ, and where in your loop is each of them computed?"
        ),
    ),
    "gradient-not-updated": Entry(
        lecture="3.4",
        title=mark("The gradient is that of an earlier point"),
        what=mark("Your first step is right, but the later ones still use the gradient of the point before."),
        why=mark(
            "An old gradient leads past the minimum: there it is still as large as it was at the start."
        ),
        hint=mark(
            "Which quantities of the formula depend on θ, and where in your loop is each of them computed?"
        ),
    ),
    "inverse-hessian-update": Entry(
        lecture="3.4",
        title=mark("The formula for H⁻¹ has a slip"),
        what=mark(
            "Your first step is right, but the H that you update isn't BFGS's, so the next directions are others."
        ),
        kinds={
            "factors-swapped": mark(
                "The two factors around the old H have changed places: I − ρ s yᵀ stands left of H, its transpose "
                "right."
            ),
            "last-term-sign": mark(
                "The term ρ s sᵀ has the opposite sign. Which difference of gradients is y?"
            ),
            "last-term-missing": mark("The term ρ s sᵀ is missing."),
            "last-term-unscaled": mark("The term s sᵀ lacks its factor ρ."),
            "first-term-missing": mark("ρ s sᵀ is added, but the factors around the old H are missing."),
            "s-and-y-swapped": mark("s and y have changed places."),
            "step-length-forgotten": mark(
                "Your s is the direction p, not the step t p that was really made with the line search's length t."
            ),
        },
        why=mark(
            "H has to map y, the change of the gradient, to s, the step. Only then it holds the curvature that "
            "was seen."
        ),
        hint=mark("After an update, print H y and s. They must be equal."),
    ),
    "line-search-missing": Entry(
        lecture="3.4",
        title=mark("There is no line search"),
        what=mark("Your directions are right, but every step has the same length."),
        numbers=mark("In your code it is always {length} times the direction."),
        why=mark(
            "Before H has learned anything its directions have the wrong length; without a search one step may "
            "lead so far "
            "that the method never comes back."
        ),
        hint=mark("Begin with length 1 and halve it until the loss has gone down enough."),
    ),
    "coordinates-at-once": Entry(
        lecture="3.4",
        title=mark("All coordinates are computed from the old values"),
        what=mark("In one sweep your coordinates don't see each other's new values."),
        why=mark(
            "That is Jacobi's method. It may diverge where coordinate descent, which always uses the newest "
            "values, converges."
        ),
        hint=mark("Is there a copy of θ, or a product a θ, that is made once per sweep?"),
    ),
    "own-term-kept": Entry(
        lecture="3.4",
        title=mark("The coordinate's own term stays in the sum"),
        what=mark("The sum that you subtract from b_i still contains the term of θ_i itself."),
        why=mark(
            "Along one coordinate only the others are fixed, so only theirs move to the other side of the equation."
        ),
        hint=mark("Set the derivative for θ_i to zero and solve for θ_i. Which terms of the sum remain?"),
    ),
    "coordinate-not-divided": Entry(
        lecture="3.4",
        title=mark("The division by the diagonal entry is missing"),
        what=mark("Your new θ_i is b_i minus the sum of the others, without dividing by a_ii."),
        why=mark("It is the minimum along the coordinate only where a_ii happens to be 1."),
        hint=mark("Set the derivative for θ_i to zero and solve for θ_i. What stands before θ_i?"),
    ),
    "coordinate-step-inexact": Entry(
        lecture="3.4",
        title=mark("Coordinates take a step, not the minimum"),
        what=mark(
            "Each coordinate goes a fixed part of the way along its slope, not to the minimum along it."
        ),
        numbers=mark("In your code the factor is {factor}."),
        why=mark(
            "This needs a rate that fits, and converges more slowly. On a quadratic the minimum along a "
            "coordinate is known "
            "in closed form."
        ),
        hint=mark("Along one coordinate the loss is a parabola. Where is its minimum?"),
    ),
    "compared-with-previous": Entry(
        lecture="1.1",
        title=mark("The loss is compared with the epoch before"),
        what=mark(
            "Your patience counts epochs that are worse than the one before, not worse than the best so far."
        ),
        why=mark(
            "A loss that has gone up and then goes down a little isn't at its best again; such epochs must not "
            "reset the count."
        ),
        hint=mark("Which of the earlier losses do you have to remember?"),
    ),
    "patience-not-reset": Entry(
        lecture="1.1",
        title=mark("The count of patience never starts again"),
        what=mark("After a new best loss your count of bad epochs goes on from where it was."),
        why=mark(
            "Patience means that many epochs in a row. Otherwise a few single bad epochs end a training that "
            "still improves."
        ),
        hint=mark("What has to happen to the counter where a new best is found?"),
    ),
    "best-epoch-lost": Entry(
        lecture="1.1",
        title=mark("The best epoch isn't remembered"),
        what=mark("Where the best epoch is asked for, you give the one in which training stopped."),
        why=mark(
            "Early stopping takes the parameters of the best epoch; those at the stop are already worse."
        ),
        hint=mark("At which moment do you know that an epoch is the best so far?"),
    ),
}
