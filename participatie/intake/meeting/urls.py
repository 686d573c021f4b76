"""Addresses of the meetings at the desk."""

from django.urls import path

from participatie.intake.meeting.views import attendance, meetings, papers, report, speakers, turns

app_name = "meeting_notes"
urlpatterns = [
    path("", meetings.every, name="list"),
    path("nieuw/", meetings.new, name="new"),
    path("<uuid:pk>/", meetings.meeting, name="meeting"),
    path("<uuid:pk>/wijzigen/", meetings.change, name="change"),
    path("<uuid:pk>/spreker/", speakers.enter, name="enter"),
    path("<uuid:pk>/spreker/<uuid:key>/", speakers.entry, name="entry"),
    path("<uuid:pk>/spreker/<uuid:key>/weggooien/", speakers.discard, name="discard"),
    path("<uuid:pk>/spreker/<uuid:key>/overnemen/", speakers.take_over, name="take_over"),
    path("<uuid:pk>/beurt/<int:number>/", turns.turn, name="turn"),
    path("<uuid:pk>/stroken/", papers.slips, name="slips"),
    path("<uuid:pk>/formulieren.pdf", papers.attendance_forms, name="attendance_forms"),
    path("<uuid:pk>/aanwezigen/", attendance.attendees, name="attendees"),
    path("<uuid:pk>/aanwezigen/aantal/", attendance.others, name="others"),
    path("<uuid:pk>/aanwezigen/brieven/", attendance.letters, name="letters"),
    path("<uuid:pk>/aanwezigen/<uuid:key>/intrekken/", attendance.withdraw, name="withdraw"),
    path("<uuid:pk>/verslag/", report.report, name="report"),
    path("<uuid:pk>/verslag.pdf", report.document, name="document"),
]
