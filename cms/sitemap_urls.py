"""Addresses of the map of the site: an index, and one map for each part."""

from django.contrib.sitemaps import views
from django.urls import path

from cms.sitemap import SITEMAPS

urlpatterns = [
    path(
        "sitemap.xml",
        views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path(
        "sitemap-<slug:section>.xml", views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap_section"
    ),
]
