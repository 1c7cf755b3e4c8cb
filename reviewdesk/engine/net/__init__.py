"""The way out of this machine: lanes, requests, secrets, tokens, signing in."""
