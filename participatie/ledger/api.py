"""The ledger for programs: checkpoints, proofs, keys and the hashes themselves.

Each answer costs a few rows, however large the tree is.
"""

import base64
from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page
from ninja import Path, Query, Router, Schema
from ninja.decorators import decorate_view
from ninja.errors import HttpError

from participatie.ledger import checkpoints as signed
from participatie.ledger import proofs, public, tiles
from participatie.ledger.models import Checkpoint, Tile

ON_A_PAGE = 100
A_MINUTE = "public, max-age=60"
FOR_EVER = "public, max-age=31536000, immutable"
Size = Annotated[int, Query(ge=0, lt=2**63)]
PathSize = Annotated[int, Path(ge=0, lt=2**63)]
router = Router()


class CheckpointOut(Schema):
    """A checkpoint. What counts is the note, which is signed; the rest stands in it too."""

    size: int
    root: str
    signed_at: datetime
    note: str

    @classmethod
    def of(cls, made: Checkpoint) -> "CheckpointOut":
        """As it goes out."""
        root = _encoded(bytes(made.root))
        return cls(size=made.size, root=root, signed_at=made.signed_at, note=made.note)


class CheckpointsOut(Schema):
    """So many, the newest first; `next` is the `before` of those that come after."""

    checkpoints: list[CheckpointOut]
    next: datetime | None


class InclusionOut(Schema):
    """That the leaf is number `index`, from 0, of the first `size` (RFC 9162 §2.1.3)."""

    leaf: str
    index: int
    size: int
    hashes: list[str]


class ConsistencyOut(Schema):
    """That the first leaves of the tree of size `second` are those of `first` (§2.1.4)."""

    first: int
    second: int
    hashes: list[str]


class KeyOut(Schema):
    """A public key in the form name+id+key of C2SP signed-note."""

    verifier: str
    first_used_at: datetime


@router.get("checkpoint", url_name="checkpoint", summary="The newest checkpoint, as it was signed")
@decorate_view(conditional_page)
def checkpoint(request: HttpRequest) -> HttpResponse:
    """A signed note (C2SP tlog-checkpoint) with one more line: `time`, in UTC."""
    content_type = "text/plain; charset=utf-8"
    return _open(HttpResponse(_newest().note, content_type=content_type), A_MINUTE)


@router.get("checkpoints", response=CheckpointsOut, summary="All checkpoints, the newest first")
@decorate_view(conditional_page)
def checkpoints(
    request: HttpRequest, response: HttpResponse, before: datetime | None = None
) -> CheckpointsOut:
    """A hundred at a time; `before` is the moment of the last one of the page before."""
    rows = Checkpoint.objects.order_by("-signed_at")
    if before is not None:
        if before.tzinfo is None:
            raise HttpError(422, "before: say in which time zone, such as 2026-11-22T18:00:00Z")
        rows = rows.filter(signed_at__lt=before)
    found = list(rows[: ON_A_PAGE + 1])
    page = found[:ON_A_PAGE]
    _open(response, A_MINUTE)
    return CheckpointsOut(
        checkpoints=[CheckpointOut.of(made) for made in page],
        next=page[-1].signed_at if len(found) > ON_A_PAGE else None,
    )


@router.get("checkpoints/{size}", response=CheckpointOut, summary="The first of this size")
@decorate_view(conditional_page)
def checkpoint_of_size(
    request: HttpRequest, response: HttpResponse, size: PathSize
) -> CheckpointOut:
    """The checkpoint with which the ledger had this many leaves for the first time."""
    made = Checkpoint.objects.filter(size=size).order_by("signed_at").first()
    if made is None:
        raise HttpError(404, f"no checkpoint has {size} leaves")
    _open(response, FOR_EVER)
    return CheckpointOut.of(made)


@router.get("inclusion", response=InclusionOut, summary="That a leaf is in the tree")
@decorate_view(conditional_page)
def inclusion(
    request: HttpRequest, response: HttpResponse, leaf: str, size: Size | None = None
) -> InclusionOut:
    """`leaf` is the hash of a leaf, in base64 or hex; `size` that of the newest checkpoint."""
    newest = _newest().size
    if size is not None and size > newest:
        raise HttpError(404, f"the ledger has {newest} leaves")
    found = proofs.of_leaf(_hash_in(leaf), newest if size is None else size)
    if found is None:
        raise HttpError(404, "this leaf is not in the tree of that size")
    _open(response, A_MINUTE if size is None else FOR_EVER)
    hashes = [_encoded(one) for one in found.path]
    return InclusionOut(
        leaf=_encoded(found.leaf), index=found.index, size=found.size, hashes=hashes
    )


@router.get(
    "consistency",
    response=ConsistencyOut,
    url_name="consistency",
    summary="That a tree goes on from an older one",
)
@decorate_view(conditional_page)
def consistency(
    request: HttpRequest, response: HttpResponse, first: Size, second: Size | None = None
) -> ConsistencyOut:
    """`second` is the size of the newest checkpoint when it is left out."""
    newest = _newest().size
    if max(first, second or 0) > newest:
        raise HttpError(404, f"the ledger has {newest} leaves")
    until = newest if second is None else second
    if first > until:
        raise HttpError(422, "first may not be more than second")
    hashes = proofs.consistency(first, until) if first else []
    _open(response, A_MINUTE if second is None else FOR_EVER)
    return ConsistencyOut(first=first, second=until, hashes=[_encoded(one) for one in hashes])


@router.get("keys", response=list[KeyOut], summary="The keys that ever signed")
@decorate_view(conditional_page)
def known_keys(request: HttpRequest, response: HttpResponse) -> list[KeyOut]:
    """Compare them with what you kept, or with what others say: a key proves whose note it is."""
    _open(response, A_MINUTE)
    return [
        KeyOut(verifier=key.verifier, first_used_at=key.first_used_at)
        for key in public.keys_known()
    ]


@router.get("tile/{path:path}", summary="Up to 256 hashes of the tree")
@decorate_view(conditional_page)
def tile(request: HttpRequest, path: str) -> HttpResponse:
    """C2SP tlog-tiles: `<level>/<number>`, with `.p/<width>` for the last one of a level."""
    try:
        level, number, width = tiles.at(f"tile/{path}")
    except ValueError:
        raise HttpError(404, "no such tile") from None
    found = Tile.objects.filter(level=level, number=number).values_list("hashes", flat=True).first()
    content = bytes(found or b"")[: width * tiles.BYTES]
    if not 0 < width <= tiles.WIDTH or len(content) != width * tiles.BYTES:
        raise HttpError(404, "no such tile")
    return _open(HttpResponse(content, content_type="application/octet-stream"), FOR_EVER)


def _newest() -> Checkpoint:
    newest = signed.latest()
    if newest is None:
        raise HttpError(404, "there is no checkpoint yet")
    return newest


def _hash_in(text: str) -> bytes:
    """32 bytes in hex or base64, of which an address may have made a space of each plus."""
    try:
        if len(text) == 64:
            return bytes.fromhex(text)
        found = base64.b64decode(text.replace(" ", "+"), altchars=None, validate=True)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise HttpError(422, "leaf: 32 bytes in hex or base64")
    return found


def _encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _open(response: HttpResponse, kept: str) -> HttpResponse:
    """Pages of other sites may read it too, and it may be kept so long."""
    response["Cache-Control"] = kept
    response["Access-Control-Allow-Origin"] = "*"
    return response
