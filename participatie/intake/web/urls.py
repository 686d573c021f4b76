"""Addresses of the web form."""

from django.urls import path

from participatie.intake.web.views import filling, link, resuming, sending, uploading

app_name = "web"
urlpatterns = [
    path("", filling.form, name="form"),
    path("stap/<int:number>/", filling.step, name="step"),
    path("over-u/", filling.about, name="about"),
    path("controleren/", sending.check, name="check"),
    path("bestand/", uploading.begin, name="uploads"),
    path("bestand/<uuid:pk>/", uploading.piece, name="upload"),
    path("ontvangen/", sending.receipt, name="receipt"),
    path("ontvangen/kopie/", sending.copy, name="copy"),
    path("verder/", resuming.resume, name="resume"),
    path("bewaard/<str:token>/", link.draft, name="draft"),
]
