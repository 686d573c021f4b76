"""Addresses of the frozen copies that are public, below the account."""

from django.urls import path

from participatie.accountability.staten.frozen import public_views as views

app_name = "public_frozen"
urlpatterns = [
    path("bevroren/<int:number>/", views.copy, name="copy"),
    path("bevroren/<int:number>/kopie.json", views.seal, name="seal"),
    path("bevroren/<int:number>/nota.<slug:form>", views.file, name="file"),
]
