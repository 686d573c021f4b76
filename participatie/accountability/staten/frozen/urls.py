"""Addresses of the frozen copies in the Staten workspace."""

from django.urls import path

from participatie.accountability.staten.frozen import views

app_name = "frozen"
urlpatterns = [
    path("<slug:slug>/bevroren/", views.listed, name="list"),
    path("<slug:slug>/bevroren/nieuw/", views.freeze, name="freeze"),
    path("<slug:slug>/bevroren/<int:number>/", views.copy, name="copy"),
    path("<slug:slug>/bevroren/<int:number>/kopie.json", views.seal, name="seal"),
    path("<slug:slug>/bevroren/<int:number>/nota.<slug:form>", views.file, name="file"),
]
