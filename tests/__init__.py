"""Tests, in the same folders as what they test; `mistakes` holds submissions with a known verdict."""
