"""Load investigations from a CSV register file, all or nothing."""

from cases.services.importing import import_register
from core.register.command import RegisterCommand


class Command(RegisterCommand):
    help = __doc__
    service = staticmethod(import_register)
