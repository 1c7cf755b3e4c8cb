"""Goodwill as it is kept: offers, cases, vouchers and what became of them."""
