"""Addresses of the account for everyone."""

from django.urls import path

from participatie.accountability.views import (
    account,
    contributions,
    decision,
    nota,
    nota_files,
    numbers,
)

app_name = "accountability"
urlpatterns = [
    path("verantwoording/", account.account, name="account"),
    path("verantwoording/wijzigingen/", account.changes, name="changes"),
    path("verantwoording/nummers/", numbers.page, name="numbers"),
    path("verantwoording/nummers.csv", numbers.table, name="numbers_csv"),
    path("verantwoording/nota/", nota.contents, name="nota"),
    path("verantwoording/nota/zoeken/", nota.search, name="nota_search"),
    path("verantwoording/nota/afdrukken/", nota.printed, name="nota_print"),
    path("verantwoording/nota/versies/", nota_files.versions, name="nota_versions"),
    path(
        "verantwoording/nota/versies/<int:number>/nota-deel-<int:volume>.pdf",
        nota_files.earlier,
        name="nota_earlier_volume",
    ),
    path(
        "verantwoording/nota/versies/<int:number>/nota.<str:form>",
        nota_files.earlier,
        name="nota_earlier",
    ),
    path("verantwoording/nota/punt/<str:reference>/", nota.place, name="nota_place"),
    path("verantwoording/nota/<slug:chapter>/", nota.chapter, name="nota_chapter"),
    path("verantwoording/nota.schema.json", nota_files.schema, name="nota_schema"),
    path("verantwoording/nota-deel-<int:volume>.pdf", nota_files.newest, name="nota_volume"),
    path("verantwoording/nota.pdf", nota_files.newest, {"form": "pdf"}, name="nota_pdf"),
    path("verantwoording/nota.odt", nota_files.newest, {"form": "odt"}, name="nota_odt"),
    path("verantwoording/nota.csv", nota_files.newest, {"form": "csv"}, name="nota_csv"),
    path("verantwoording/nota.json", nota_files.newest, {"form": "json"}, name="nota_json"),
    path("verantwoording/participatie/", nota.participation, name="participation"),
    path("besluit/", decision.decision, name="decision"),
    path("besluit/<int:number>/", decision.article, name="article"),
    path("reacties/", contributions.contributions, name="contributions"),
    path("reacties/<int:number>/", contributions.contribution, name="contribution"),
]
