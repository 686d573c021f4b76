"""The pages and permissions that every site begins with."""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connection, transaction
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    Site,
    Workflow,
)

from cms.first_texts import PAGES
from participatie.accounts.roles import Role, ensure_groups

WEBMASTERS = (Role.EDITOR, Role.ADMINISTRATOR)
WITH_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
WITH_FILES = (
    *("add_image", "change_image", "choose_image"),
    *("add_document", "change_document", "choose_document"),
)
WITH_LISTS = tuple(
    f"{act}_{listed}"
    for act in ("add", "change", "delete")
    for listed in ("area", "subject", "helppoint")
)
WITH_THE_SITE = (
    *("access_admin", "add_redirect", "change_redirect", "delete_redirect"),
    *("change_housestyle", "submit_translation"),
    *("change_accessibilitystatement", "change_legaldetails"),
)
APPS = (
    "cms",
    "duties",
    "simple_translation",
    "wagtailadmin",
    "wagtailcore",
    "wagtaildocs",
    "wagtailimages",
    "wagtailredirects",
)
WAGTAILS_GROUPS = ("Moderators", "Editors")


@transaction.atomic
def ensure_first_pages() -> None:
    """Make the home page, the list of consultations and the editors' permissions.

    Does nothing where they are; also repairs a database whose tables were emptied.
    """
    from cms.listening import find_what_is_missing
    from cms.models import ConsultationIndexPage, HomePage
    from cms.models.consultation_index import SLUG

    if HomePage._meta.db_table not in connection.introspection.table_names():
        return
    ensure_groups()
    _ensure_permissions()
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    with translation.override(settings.LANGUAGE_CODE):
        home = HomePage.objects.filter(locale=Locale.get_default()).first()
        if home is None:
            home = _first_home()
            _add_pages_of_footer(home)
            _drop_wagtails_groups()
        if not ConsultationIndexPage.objects.exists():
            home.add_child(instance=ConsultationIndexPage(title=_("Consultations"), slug=SLUG))
        find_what_is_missing()


def _first_home() -> Page:
    from cms.models import HomePage

    root = _root()
    # Wagtail begins with a page of its own, which has the address and the site.
    welcome = root.get_children().filter(slug="home").first()
    if welcome is not None:
        Page.objects.filter(pk=welcome.pk).update(slug="wagtail", url_path="/wagtail/")
    home = root.add_child(instance=HomePage(title=_("Have your say"), slug="home"))
    site, made = Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )
    if not made:
        site.root_page = home
        site.save()
    if welcome is not None:
        Page.objects.get(pk=welcome.pk).delete()
    return home


def _add_pages_of_footer(home: Page) -> None:
    from cms.models import ContentPage

    for page in PAGES:
        text = format_html_join("", "<h2>{}</h2><p>{}</p>", page.sections)
        home.add_child(
            instance=ContentPage(
                title=str(page.title), slug=page.slug, lead=str(page.lead), body=[("text", text)]
            )
        )


def _root() -> Page:
    return Page.get_first_root_node() or Page.add_root(title="Root", slug="root")


def _ensure_permissions() -> None:
    for label in APPS:
        create_permissions(apps.get_app_config(label), verbosity=0)
    named = {
        permission.codename: permission
        for permission in Permission.objects.filter(
            content_type__app_label__in=APPS,
            codename__in=[*WITH_PAGES, *WITH_FILES, *WITH_LISTS, *WITH_THE_SITE],
        )
    }
    root = _root()
    files = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for group in Group.objects.filter(name__in=WEBMASTERS):
        group.permissions.add(*(named[name] for name in (*WITH_LISTS, *WITH_THE_SITE)))
        for name in WITH_PAGES:
            GroupPagePermission.objects.get_or_create(
                group=group, page=root, permission=named[name]
            )
        for name in WITH_FILES:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=files, permission=named[name]
            )


def _drop_wagtails_groups() -> None:
    """The roles are the only groups; those who approve pages are the editors."""
    ours = Group.objects.filter(name__in=WEBMASTERS)
    for task in GroupApprovalTask.objects.filter(groups__name__in=WAGTAILS_GROUPS).distinct():
        task.groups.set(ours)
        task.name = _("Approval by an editor")
        task.save()
        Workflow.objects.filter(workflow_tasks__task=task).update(name=task.name)
    Group.objects.filter(name__in=WAGTAILS_GROUPS, user=None).delete()
