"""For all tests of the core and the plugins."""

from hypothesis import HealthCheck, settings

# Hypothesis builds its table of all characters once in a fresh clone: how long that takes says something of
# the machine and nothing of this program. What a test finds is not touched by it.
settings.register_profile("reviewdesk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("reviewdesk")
