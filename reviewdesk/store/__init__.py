"""The only SQL of the house. Gives and takes values, never a row object."""
