"""Address of the public report of a meeting, below that of its consultation."""

from django.urls import path

from participatie.intake.meeting.views import report

app_name = "meeting_report"
urlpatterns = [path("<uuid:pk>/verslag.pdf", report.public, name="report")]
