"""Every public page in three house styles, light and dark: nothing for axe to find, and on the
narrowest screen nothing beside it.
"""

from collections.abc import Iterator

from participatie.core import house_style
from participatie.core.styleguide import EXAMPLES
from participatie.core.theming import reading, writing
from tests import builders, public_province

NARROWEST = 320
LOOKS = ["color-contrast", "link-in-text-block", "target-size"]
"""What depends on colours and sizes; the other rules are asked once."""
WIDE = {"width": 1280, "height": 900}
WEAR = """async ([name, sheet]) => {
  document.documentElement.className = `utrecht-root ${name}`;
  const link = document.querySelector("link[rel=stylesheet]");
  const loaded = new Promise(resolve => { link.onload = resolve; });
  link.href = sheet;
  await loaded;
}"""


def example(theme: str) -> tuple[str, str]:
    """The class of a house style of our examples, and its whole stylesheet."""
    read = reading.read((EXAMPLES / f"{theme}.css").read_bytes())
    return read.name, writing.combined(writing.readable(read.name, read.light, read.dark))


WARDROBE = {house_style.PRODUCT_THEME: writing.combined(""), "": writing.combined("")} | dict(
    [example("waterland")]
)
"""{class of a house style: its stylesheet}; ours, none at all, and one of somebody else."""


def hand_out(route) -> None:
    """Give a browser the stylesheet that it asks for."""
    name = route.request.url.partition("/worn-")[2].removesuffix(".css")
    route.fulfill(body=WARDROBE[name], content_type="text/css")


def findings(page, axe, each: public_province.PublicPage) -> Iterator[str]:
    """What is wrong with one page in all its looks; in English it has the same colours."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    page.goto(each.url)
    yield from axe(page, leave_out=["color-contrast"])
    yield from too_wide(page)
    for name in () if each.in_english else WARDROBE:
        page.evaluate(WEAR, [name, f"/worn-{name}.css"])
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            yield from (f"{name}, {scheme}: {finding}" for finding in axe(page, LOOKS))
        yield from too_wide(page)


def too_wide(page) -> Iterator[str]:
    """What stands beside the narrowest screen."""
    page.set_viewport_size({"width": NARROWEST, "height": 640})
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > NARROWEST:
        yield f"{width} px wide on a screen of {NARROWEST}"
    page.set_viewport_size(WIDE)


def test_public_pages_have_no_findings(site, new_page, axe) -> None:
    """In one test: the province takes long to make, and a page long to open."""
    public_province.build()
    given = builders.contribution(builders.Consultation.objects.get(slug="dorpsweg"))
    crawled = public_province.crawl(f"/volg/{given.follow_code}/")
    page = new_page(reduced_motion="reduce")
    page.route("**/worn-*.css", hand_out)
    shown = [each for each in crawled if each.is_html]
    assert {each.in_english for each in shown} == {True, False}
    found = [f"{each.url}: {finding}" for each in shown for finding in findings(page, axe, each)]
    assert found == []
