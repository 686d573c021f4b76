"""Addresses of the post."""

from django.urls import path

from participatie.intake.post.views import batches, piles, undelivered

app_name = "post"
urlpatterns = [
    path("", piles.piles, name="piles"),
    path("partijen/", batches.batch_list, name="batches"),
    path("partijen/<int:number>/", batches.batch, name="batch"),
    path("partijen/<int:number>/stand/", batches.busy, name="busy"),
    path("partijen/<int:number>/brieven.pdf", batches.document, name="document"),
    path("partijen/<int:number>/brailleteksten.zip", batches.texts, name="texts"),
    path("partijen/<int:number>/opnieuw/", batches.again, name="again"),
    path("partijen/<int:number>/uiteen/", batches.apart, name="apart"),
    path("retour/", undelivered.came_back, name="came_back"),
    path("anders/<int:pk>/", undelivered.another_way, name="another_way"),
]
