"""The pictures of the docs: made from the demo's world, at a moment that stands still."""
