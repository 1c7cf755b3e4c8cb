"""The base of the platforms' local servers: clock, journal, faults, moderation, and the server itself.

Nothing here imports starlette or uvicorn until a sandbox starts: `reviewdesk.sandbox.stage` does.
"""

from reviewdesk.sandbox.clock import SandboxClock
from reviewdesk.sandbox.faults import Act, Fault, Faults
from reviewdesk.sandbox.journal import Entry, Journal
from reviewdesk.sandbox.moderation import Moderation, Round, Ruling, Verdict
from reviewdesk.sandbox.moments import BadMoment, read_length, read_moment
from reviewdesk.sandbox.scenario import BadScenario, Reader, load_scenario, scenario_names
from reviewdesk.sandbox.switches import Switches

__all__ = [
    "Act",
    "BadMoment",
    "BadScenario",
    "Entry",
    "Fault",
    "Faults",
    "Journal",
    "Moderation",
    "Reader",
    "Round",
    "Ruling",
    "SandboxClock",
    "Switches",
    "Verdict",
    "load_scenario",
    "read_length",
    "read_moment",
    "scenario_names",
]
