"""Every text exists in both languages, and what is shipped is what was translated."""

from __future__ import annotations

import string

import pytest

from autograder.locale.refresh import compiled, extracted, po_path, translated

ENGLISH = sorted(str(message.id) for message in extracted() if message.id)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_texts_are_found_in_python_in_templates_and_in_the_command_line() -> None:
    assert "No bias correction" in ENGLISH  # mark("…") in Python
    assert "Three things to revisit tomorrow" in ENGLISH  # t("…") in a template
    assert "Check one file of your own, as grading would." in ENGLISH  # the docstring of a command
    assert "Only this part." in ENGLISH  # the help of an option
    assert "one per core" in ENGLISH  # its default, said in words
    assert "course.toml" not in ENGLISH  # a default that is a name


def test_compiled_catalogue_is_the_compiled_source() -> None:
    assert po_path("zh").with_suffix(".mo").read_bytes() == compiled(translated("zh"))


def test_catalogue_holds_exactly_the_texts_of_the_sources() -> None:
    assert sorted(str(message.id) for message in translated("zh") if message.id) == ENGLISH


def test_every_text_is_translated_and_none_is_a_guess() -> None:
    waiting = [
        message.id for message in translated("zh") if message.id and (not message.string or message.fuzzy)
    ]
    assert waiting == []


def test_translations_use_the_same_placeholders() -> None:
    for message in translated("zh"):
        if message.id:
            assert placeholders(str(message.string)) == placeholders(str(message.id)), message.id


@pytest.mark.parametrize("character", ["\u3000", "  ", ",，", "。."])
def test_translations_have_no_sloppy_punctuation(character: str) -> None:
    sloppy = [
        message.string for message in translated("zh") if message.id and character in str(message.string)
    ]
    assert sloppy == []
