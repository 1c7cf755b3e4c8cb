"""Telling the owner while he looks away: what, when, by which road."""
