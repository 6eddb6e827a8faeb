"""The two ways back to a receipt: a link, and a code one can keep in the head."""

import hashlib
import secrets
from dataclasses import dataclass

WORDS = (
    "acorn amber apple april arch aspen autumn badger basil beach bell berry birch blue bonfire bramble bread breeze "
    "brick bridge brook bucket button candle canvas castle cedar chalk cherry chestnut cloud clover cobble copper coral "
    "cotton crumpet curlew daisy dapple dawn dewdrop dove drum dune eider elder elm ember fable feather fennel fern field "
    "finch fiddle flint forest fox frost garden ginger gorse granary grape grove gull hamper harbour harvest hazel heath "
    "hedge heron hill honey hopper indigo island ivy jacket jasper jigsaw juniper kelp kestrel kettle kite ladder lake "
    "lamp lantern lark laurel lavender leaf lemon lichen lilac linen lintel lupin magpie mallow maple marble marigold "
    "market marsh meadow melon mill mint mist moon moss mulberry nectar nettle north oak oatmeal ochre olive orchard "
    "osprey otter owl paddle paper parcel parsley pasture pear pebble penny pepper pigeon pine plover plum pocket poppy "
    "porch potter puddle quarry quill quilt rabbit rain reed ribbon river robin rope rosemary rowan rudder saddle saffron "
    "sage sail scarf seed shed shell shore silver skein slate snow sparrow spindle spruce star stile stone stream swift "
    "tansy teapot thistle thyme timber toast torch trellis turnip valley velvet violet wagon walnut water wheat willow "
    "window winter wool wren yarrow yellow"
).split()


@dataclass(frozen=True, slots=True)
class WayBack:
    """Shown once, to whoever asked; only the hashes are kept."""

    token: str
    code: str


def new_way_back() -> WayBack:
    """A fresh link token (256 bits) and a spoken code (three words and a number, about 30 bits, throttled in use)."""
    words = [secrets.choice(WORDS) for _ in range(3)]
    return WayBack(secrets.token_urlsafe(32), "-".join([*words, str(secrets.randbelow(90) + 10)]))


def hashed(secret: str) -> str:
    """SHA-256 of a secret, forgiving capitals, spaces and missing hyphens in a spoken code."""
    plain = secret.strip()
    if len(plain) < 40:
        plain = "-".join(plain.lower().replace("-", " ").split())
    return hashlib.sha256(plain.encode()).hexdigest()
