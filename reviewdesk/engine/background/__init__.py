"""What goes on by itself while a desk is open."""
