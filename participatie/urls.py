"""All addresses of the site. They are Dutch, stable and carry no state."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtail_admin_urls
from wagtail.documents import urls as wagtail_document_urls
from wagtail.views import serve

from cms import help_points
from cms.made_once import made_once
from cms.search.views import find
from participatie.api import api
from participatie.core import health
from participatie.core.house_style_sheet import house_style_sheet
from participatie.core.media import media
from participatie.core.styleguide import example_sheet, styleguide

urlpatterns = [
    path("gezond/live", health.live, name="live"),
    path("gezond/klaar", health.ready, name="ready"),
    path("stijl/", styleguide, name="styleguide"),
    path("stijl/<slug:theme>-<slug:scheme>.css", example_sheet, name="styleguide_sheet"),
    path("huisstijl/<slug:digest>.css", house_style_sheet, name="house_style_sheet"),
    path("account/", include("allauth.urls")),
    # There is one way to log in, with its limits on guessing; before Wagtail's own.
    path("cms/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("cms/", include(wagtail_admin_urls)),
    path("documenten/", include(wagtail_document_urls)),
    path("media/<path:path>", media, name="media"),
    path("balie/scans/", include("participatie.intake.scans.urls")),
    path("balie/e-mail/", include("participatie.intake.email.urls")),
    path("balie/inlezen/", include("participatie.intake.bulk.urls")),
    path("balie/bijeenkomsten/", include("participatie.intake.meeting.urls")),
    path("balie/post/", include("participatie.intake.post.urls")),
    path("balie/nieuws/", include("participatie.news.staff_urls")),
    path("balie/terugbellen/", include("participatie.intake.callback.desk_urls")),
    path("balie/", include("participatie.intake.desk.urls")),
    path("bestand/", include("participatie.intake.urls")),
    path("behandeling/kanalen/", include("participatie.accountability.parity_urls")),
    path("behandeling/nota/", include("participatie.accountability.nota_urls")),
    path("behandeling/", include("participatie.triage.urls")),
    path("behandeling/", include("participatie.answers.urls")),
    path("behandeling/", include("participatie.decisions.urls")),
    # Before the consultations, whose names could be the same words.
    path("staten/", include("participatie.accountability.annual.urls")),
    path("staten/", include("participatie.accountability.staten.questions.urls")),
    path("staten/", include("participatie.accountability.staten.samples.urls")),
    path("staten/", include("participatie.accountability.staten.frozen.urls")),
    path("staten/", include("participatie.accountability.staten.links.urls")),
    path("staten/", include("participatie.accountability.staten_urls")),
    path("beheer/storingen/", include("participatie.duties.outage_urls")),
    path("beheer/", include("participatie.duties.staff_urls")),
    path("api/v1/", api.urls),
    path("", include("participatie.duties.machine_urls")),
    path("", include("cms.sitemap_urls")),
]
if "WEBHOOK_SECRET" in settings.ANYMAIL:
    # The mail provider tells of addresses that do not work.
    urlpatterns += [path("anymail/", include("anymail.urls"))]
# What everyone may read: in Dutch at this address, in English below /en/.
urlpatterns += i18n_patterns(
    path("", include("participatie.intake.callback.urls")),
    path("", include("participatie.intake.paper.urls")),
    path("hulp/", help_points.near, name="help"),
    path("inspraak/<slug:slug>/", include("cms.print.urls")),
    path("inspraak/<slug:slug>/reageren/", include("participatie.intake.web.urls")),
    path("inspraak/<slug:slug>/bijeenkomsten/", include("participatie.intake.meeting.public_urls")),
    path(
        "inspraak/<slug:slug>/verantwoording/",
        include("participatie.accountability.staten.questions.public_urls"),
    ),
    path(
        "inspraak/<slug:slug>/verantwoording/",
        include("participatie.accountability.staten.samples.public_urls"),
    ),
    path(
        "inspraak/<slug:slug>/verantwoording/",
        include("participatie.accountability.staten.frozen.public_urls"),
    ),
    path("inspraak/<slug:slug>/", include("participatie.accountability.urls")),
    path("", include("participatie.accountability.annual.public_urls")),
    path("", include("participatie.ledger.urls")),
    path("volg/", include("participatie.tracking.urls")),
    path("zoeken/", find, name="search"),
    path("", include("participatie.news.urls")),
    path("", include("participatie.duties.urls")),
    # Last: every other address is a page of the CMS.
    re_path(wagtail_urls.serve_pattern, made_once(serve), name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "participatie.core.errors.bad_request"
handler404 = "participatie.core.errors.not_found"
handler500 = "participatie.core.errors.server_error"
