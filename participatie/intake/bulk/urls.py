"""Addresses of tables that are brought in."""

from django.urls import path

from participatie.intake.bulk.views import home, one, template

app_name = "imports"
urlpatterns = [
    path("", home.home, name="home"),
    path("sjabloon/<slug:slug>/<slug:kind>/", template.template, name="template"),
    path("uitleg/<slug:slug>/", template.explained, name="explained"),
    path("<uuid:pk>/", one.show, name="one"),
    path("<uuid:pk>/stand/", one.progress, name="progress"),
    path("<uuid:pk>/kolommen/", one.columns, name="columns"),
    path("<uuid:pk>/opnieuw/", one.change_columns, name="change_columns"),
    path("<uuid:pk>/binnenhalen/", one.bring_in, name="bring_in"),
    path("<uuid:pk>/rest/", one.rest, name="rest"),
    path("<uuid:pk>/weggooien/", one.throw_away, name="throw_away"),
]
