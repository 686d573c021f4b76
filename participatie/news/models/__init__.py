"""What the newsroom keeps."""

from participatie.news.models.calendar_entry import CalendarEntry, EntryKind
from participatie.news.models.item import NewsItem, NewsKind
from participatie.news.models.subscription import NewsMail, Subscription, Topic

__all__ = [
    "CalendarEntry",
    "EntryKind",
    "NewsItem",
    "NewsKind",
    "NewsMail",
    "Subscription",
    "Topic",
]
