"""The house style of the demo province, set as an editor sets it."""

from django.core.files.base import ContentFile
from wagtail.images.models import Image
from wagtail.models import Site

from cms.models import HouseStyle
from cms.models.house_style import Look
from participatie.accounts.models import User
from participatie.demo.content import FOLDER


def build(editor: User) -> None:
    """Logo and theme file; name and contact are those of the installation."""
    file = ContentFile((FOLDER / "woldermark.svg").read_bytes(), "woldermark.svg")
    style = HouseStyle.for_site(Site.objects.get(is_default_site=True))
    style.logo = Image.objects.create(
        title="Logo Provincie Woldermark", file=file, uploaded_by_user=editor
    )
    style.take_theme((FOLDER / "woldermark.css").read_bytes(), "woldermark.css")
    style.look = Look.OWN
    style.save()
