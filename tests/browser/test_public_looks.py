"""Every public page in three house styles, light and dark: nothing for axe to find, and on the
narrowest screen nothing beside it.
"""

import pytest

from participatie.core import house_style
from participatie.core.styleguide import EXAMPLES
from participatie.core.theming import reading, writing
from tests import builders, public_province

NARROWEST = 320
LOOKS = ["color-contrast", "link-in-text-block", "target-size"]
"""What depends on colours and sizes; the other rules are asked once."""
WEAR = """async name => {
  document.documentElement.className = `utrecht-root ${name}`;
  const link = document.querySelector("link[rel=stylesheet]");
  const loaded = new Promise(resolve => { link.onload = resolve; });
  link.href = "/worn.css";
  await loaded;
}"""


def worn(theme: str) -> tuple[str, str]:
    """The class of a house style, and its whole stylesheet."""
    if theme in ("", house_style.PRODUCT_THEME):
        return theme, writing.combined("")
    read = reading.read((EXAMPLES / f"{theme}.css").read_bytes())
    return read.name, writing.combined(writing.readable(read.name, read.light, read.dark))


@pytest.mark.parametrize("theme", [house_style.PRODUCT_THEME, "", "waterland"])
def test_public_pages_have_no_findings(site, new_page, axe, theme) -> None:
    public_province.build()
    given = builders.contribution(builders.Consultation.objects.get(slug="dorpsweg"))
    crawled = public_province.crawl(f"/volg/{given.follow_code}/")
    page = new_page(reduced_motion="reduce")
    name, css = worn(theme)
    page.route("**/worn.css", lambda route: route.fulfill(body=css, content_type="text/css"))
    found: list[str] = []
    for url in [each.url for each in crawled if each.is_html and not each.in_english]:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(url)
        page.evaluate(WEAR, name)
        light = axe(page) if theme == house_style.PRODUCT_THEME else axe(page, LOOKS)
        found += [f"{url}: {finding}" for finding in light]
        page.emulate_media(color_scheme="dark")
        found += [f"{url}, dark: {finding}" for finding in axe(page, LOOKS)]
        page.set_viewport_size({"width": NARROWEST, "height": 640})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROWEST:
            found.append(f"{url}: {width} px wide on a screen of {NARROWEST}")
    assert found == []


def test_pages_in_english_have_no_findings(site, new_page, axe) -> None:
    public_province.build()
    given = builders.contribution(builders.Consultation.objects.get(slug="dorpsweg"))
    crawled = public_province.crawl(f"/volg/{given.follow_code}/")
    page = new_page(reduced_motion="reduce")
    found: list[str] = []
    for url in [each.url for each in crawled if each.is_html and each.in_english]:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(url)
        found += [f"{url}: {finding}" for finding in axe(page)]
        page.set_viewport_size({"width": NARROWEST, "height": 640})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROWEST:
            found.append(f"{url}: {width} px wide on a screen of {NARROWEST}")
    assert found == []
