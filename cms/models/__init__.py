"""The pages of the site, and the lists that editors keep for them."""

from cms.models.catalogue import Findable, FoundKind, KnownWord
from cms.models.consultation import ConsultationPage
from cms.models.consultation_index import ConsultationIndexPage
from cms.models.content import ContentPage
from cms.models.help_point import HelpKind, HelpPoint
from cms.models.home import HomePage
from cms.models.house_style import HouseStyle
from cms.models.labels import Area, Subject
from cms.models.news import NewsPage

__all__ = [
    "Area",
    "ConsultationIndexPage",
    "ConsultationPage",
    "ContentPage",
    "Findable",
    "FoundKind",
    "HelpKind",
    "HelpPoint",
    "HomePage",
    "HouseStyle",
    "KnownWord",
    "NewsPage",
    "Subject",
]
