"""Load meetings from a CSV register file, all or nothing."""

from core.register.command import RegisterCommand
from meetings.services.importing import import_meetings


class Command(RegisterCommand):
    help = __doc__
    service = staticmethod(import_meetings)
