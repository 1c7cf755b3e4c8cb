"""Goodwill: offers, cases, vouchers, and the counter."""
