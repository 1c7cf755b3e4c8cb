"""An answer's way: queued, sent, looked for, watched, decided."""
