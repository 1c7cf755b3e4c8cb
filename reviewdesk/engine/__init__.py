"""What the desk does: no screen, no command line, no SQL."""
