"""What a watchdog asks: does the process live, can it work, and how does it fare."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_prometheus.exports import ExportToDjangoView
from redis import Redis
from redis.exceptions import RedisError

_SECONDS = 2


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Whether the process answers; it asks nobody else."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Whether database, broker, and tables are there; 503 with the names of those that are not."""
    failing = [name for name, works in CHECKS.items() if not works()]
    if failing:
        return JsonResponse({"status": "failing", "failing": failing}, status=503)
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus metrics, for the watchdog's networks alone; to everyone else there is nothing here."""
    if not _is_from_watchdog(request):
        raise Http404
    return ExportToDjangoView(request)


def _is_from_watchdog(request: HttpRequest) -> bool:
    """Whether the caller's own address is in METRICS_ALLOWED; what a proxy passes on comes from the world."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        address = ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    return any(address in ip_network(network) for network in settings.METRICS_ALLOWED)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    try:
        with Redis.from_url(
            settings.REDIS_URL, socket_connect_timeout=_SECONDS, socket_timeout=_SECONDS
        ) as broker:
            return bool(broker.ping())
    except (RedisError, OSError):
        return False


def _tables_are_current() -> bool:
    try:
        executor = MigrationExecutor(connection)
        return not executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


CHECKS: dict[str, Callable[[], bool]] = {
    "database": _database_answers,
    "broker": _broker_answers,
    "migrations": _tables_are_current,
}
