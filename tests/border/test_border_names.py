"""All names of the border are there, whenever they are first asked for."""

import subprocess
import sys

import pytest

import reviewdesk.api as border


def test_every_public_name_is_found_and_listed():
    assert dir(border) == sorted(border.__all__)
    assert not [name for name in border.__all__ if not hasattr(border, name)]


def test_a_name_that_is_not_there_is_an_error_like_any_other():
    with pytest.raises(AttributeError, match="nothing_like_this"):
        border.nothing_like_this  # noqa: B018 - asking is the point


def test_what_a_row_of_the_inbox_needs_brings_in_no_hook_and_no_plugin():
    asked = "import sys, reviewdesk.api as b; b.Rating, b.DeskError; print('pluggy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
