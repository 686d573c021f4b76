"""The pages of the site."""

from cms.models.consultation import ConsultationPage
from cms.models.consultation_index import ConsultationIndexPage
from cms.models.content import ContentPage
from cms.models.home import HomePage

__all__ = ["ConsultationIndexPage", "ConsultationPage", "ContentPage", "HomePage"]
