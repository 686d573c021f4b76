"""Addresses of the stacks of scans."""

from django.urls import path

from participatie.intake.scans.views import divide, letter, pictures, stacks

app_name = "scans"
urlpatterns = [
    path("", stacks.home, name="home"),
    path("scheidingsbladen/", stacks.separator_sheets, name="sheets"),
    path("<uuid:key>/", stacks.stack, name="stack"),
    path("<uuid:key>/voortgang/", stacks.progress, name="progress"),
    path("<uuid:key>/weggooien/", stacks.discard, name="discard"),
    path("<uuid:key>/verdelen/", divide.divide, name="divide"),
    path("<uuid:key>/pagina/<int:number>/klein/", pictures.small, name="small"),
    path("<uuid:key>/pagina/<int:number>/", pictures.large, name="large"),
    path("brief/<uuid:key>/", letter.letter, name="letter"),
    path("brief/<uuid:key>/overnemen/", letter.take_over, name="take_over"),
    path("brief/<uuid:key>/weggooien/", letter.discard, name="discard_letter"),
    path("brief/<uuid:key>/draaien/<int:number>/", letter.turn, name="turn"),
]
