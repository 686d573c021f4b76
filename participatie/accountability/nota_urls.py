"""Addresses of the nota for who writes it."""

from django.urls import path

from participatie.accountability.views import nota_draft

app_name = "nota"
urlpatterns = [
    path("<slug:slug>/", nota_draft.missing, name="missing"),
    path("<slug:slug>/participatie/", nota_draft.participation, name="participation"),
    path("<slug:slug>/concept.pdf", nota_draft.pdf, name="draft_pdf"),
    path(
        "<slug:slug>/concept/punt/<str:reference>/",
        nota_draft.place,
        name="draft_place",
    ),
    path("<slug:slug>/concept/<slug:chapter>/", nota_draft.chapter, name="draft"),
]
