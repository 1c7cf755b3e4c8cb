"""The plugins: loaded, described, called one at a time."""
