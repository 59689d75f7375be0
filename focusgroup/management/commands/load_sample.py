"""Load the sample register and its sign-ins into an empty database."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import User
from cases.models import Case
from focusgroup.sample import PEOPLE, make_people, open_some_cases

FILES = {
    "import_register": "investigations.csv",
    "import_jits": "jits.csv",
    "import_meetings": "meetings.csv",
}


class Command(BaseCommand):
    """Loads `sample/` through the import commands, all or nothing; refuses a database that holds anything."""

    help = __doc__

    @transaction.atomic
    def handle(self, *args, **options):
        if User.objects.exists() or Case.objects.exists():
            raise CommandError("The database is not empty: the sample register goes into an empty one only.")
        for command, name in FILES.items():
            call_command(
                command, str(settings.BASE_DIR / "sample" / name), stdout=self.stdout, stderr=self.stderr
            )
        make_people()
        open_some_cases()
        self.stdout.write(f"sample sign-ins: {', '.join(name for name, _role, _code in PEOPLE)}")
