"""The counter: a small page on the shop's network, on which a phone or tablet uses vouchers."""
