"""What programs can ask, at /api/v1/; described for them at /api/v1/openapi.json."""

from ninja import NinjaAPI

from participatie.ledger.api import router as ledger

api = NinjaAPI(
    title="Participatie",
    version="1",
    description="Open data of this site. Nobody needs a key, and nothing is asked of who asks.",
    # The page with documentation would load its scripts from elsewhere.
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/ledger/", ledger, tags=["ledger"])
