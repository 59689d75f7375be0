"""Load joint investigation teams from a CSV register file, all or nothing."""

from core.register.command import RegisterCommand
from jits.services.importing import import_jits


class Command(RegisterCommand):
    help = __doc__
    service = staticmethod(import_jits)
