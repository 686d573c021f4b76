"""Every public page in three house styles, light and dark: nothing for axe to find, and on the
narrowest screen nothing beside it.
"""

import pytest

from participatie.core.styleguide import _theme
from tests import builders, public_province

NARROWEST = 320
# What depends on colours and sizes; the other rules are asked once.
LOOKS = ["color-contrast", "link-in-text-block", "target-size"]
RUN_AGAIN = """async rules => {
  const found = await axe.run(document, {runOnly: {type: "rule", values: rules},
    resultTypes: ["violations"], rules: {"target-size": {enabled: true}}});
  return found.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target}: ${node.failureSummary}`));
}"""
WEAR = """async ([name, sheet]) => {
  const root = document.documentElement;
  root.className = `utrecht-root ${name}`;
  const link = document.querySelector("link[rel=stylesheet]");
  const loaded = new Promise(resolve => { link.onload = resolve; });
  link.href = sheet;
  await loaded;
}"""


@pytest.fixture
def public_pages(site, settings):
    """The addresses of one public page of each kind, in Dutch."""

    public_province.build()
    given = builders.contribution(builders.Consultation.objects.get(slug="dorpsweg"))
    found = public_province.crawl(f"/volg/{given.follow_code}/")

    return [page.url for page in found if page.is_html and not page.in_english]


@pytest.mark.parametrize("theme", ["product", "neutraal", "waterland"])
def test_public_pages_have_no_findings(public_pages, settings, new_page, axe, theme) -> None:
    settings.DEBUG = True  # The style sheets of the example house styles are for staff.
    page = new_page(reduced_motion="reduce", viewport={"width": 1280, "height": 900})
    sheet = f"/stijl/{theme}-systeem.css"
    found: list[str] = []
    for url in public_pages:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(url)
        found += [f"{url}: {finding}" for finding in axe(page)] if theme == "product" else []
        page.evaluate(WEAR, [_theme(theme)[0], sheet])
        if theme != "product":
            found += [f"{url}: {finding}" for finding in axe(page)]
        page.emulate_media(color_scheme="dark")
        found += [f"{url}, dark: {finding}" for finding in page.evaluate(RUN_AGAIN, LOOKS)]
        page.set_viewport_size({"width": NARROWEST, "height": 640})
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROWEST:
            found.append(f"{url}: {width} px wide on a screen of {NARROWEST}")
    assert found == []
