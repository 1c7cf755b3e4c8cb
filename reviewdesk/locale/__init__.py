"""The catalogues: one folder per language, each with its sentences (.po) and what the program reads (.mo)."""
