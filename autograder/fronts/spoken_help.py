"""The program with its ``--help`` in another language. Typer's own labels (``Usage``, ``default``) stay as they are."""

from __future__ import annotations

import typer
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_group

from autograder.explaining.catalogue import translator
from autograder.explaining.help_texts import EXAMPLE, split_help


def program(app: typer.Typer, language: str) -> TyperGroup:
    """Return the program as Typer makes it, its texts in this language."""
    say, made = translator(language), get_group(app)
    made.help = say(made.help or "")
    for command in (made, *made.commands.values()):
        says, example = split_help(command.help or "")
        if example:
            command.help = f"{say(says)}\n\n{EXAMPLE}{example}"
        first, stop, _ = say(says).partition("。")
        if stop:  # the list of commands has the first sentence, and Typer looks for a Latin full stop
            command.short_help = first + stop
        for parameter in command.get_params(command.context_class(command)):
            if isinstance(parameter, TyperOption | TyperArgument):
                parameter.help = say(parameter.help or "")
                if isinstance(parameter.show_default, str):
                    parameter.show_default = say(parameter.show_default)
    return made
