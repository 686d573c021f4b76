"""No picture of an editor weighs more than a phone on 3G can bear."""

from io import BytesIO
from typing import Any

from wagtail.images.image_operations import FilterOperation

QUALITIES = {"avif": (60, 45, 32, 20), "webp": (76, 60, 45, 30, 15), "jpeg": (78, 60, 45, 30, 15)}
"""What is tried in turn, from good to what still shows what there is to see."""
SMALLER = 0.8
"""How much of its width is left of a picture that is too heavy at any quality."""


class LimitWeight(FilterOperation):
    """`limitweight-100`: at most 100 kB (of 1,000 bytes), by a lower quality and then fewer pixels.

    Comes after `format-…`, which says what to weigh.
    """

    def construct(self, kilobytes: str) -> None:
        """Take the limit from the filter."""
        self.limit = int(kilobytes) * 1_000

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        """The picture, with in `env` the quality at which it is light enough."""
        form = env.get("output-format", "")
        while form in QUALITIES:
            for quality in QUALITIES[form]:
                weighed = BytesIO()
                getattr(willow, f"save_as_{form}")(weighed, quality=quality)
                if weighed.tell() <= self.limit:
                    env[f"{form}-quality"] = quality
                    return willow
            width, height = willow.get_size()
            willow = willow.resize((round(width * SMALLER), round(height * SMALLER)))
        return willow
