"""Whether this process lives, and whether it can serve people."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_migrated = False


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers at all."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and is migrated; otherwise 503 with the reason."""
    try:
        problem = _problem()
    except DatabaseError:
        problem = "the database does not answer"
    status, text = (503, problem) if problem else (200, "ok")
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain")


def _problem() -> str:
    global _migrated  # noqa: PLW0603 - once migrated, a running version stays migrated
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "migrations are waiting"
        _migrated = True
    return ""
