"""Secrets that pass through people's hands: the link of an invitation, and a code one can keep in the head."""

import secrets

from django.utils.crypto import salted_hmac

PLAIN_AND_KIND = (
    "acorn amber apple april arch aspen autumn badger basil beach bell berry birch blue bonfire bramble bread breeze "
    "brick bridge brook bucket button candle canvas castle cedar chalk cherry chestnut cloud clover cobble copper "
    "coral cotton crumpet curlew daisy dapple dawn dewdrop dove drum dune eider elder elm ember fable feather fennel "
    "fern field finch fiddle flint forest fox frost garden ginger gorse granary grape grove gull hamper harbour "
    "harvest hazel heath hedge heron hill honey hopper indigo island ivy jacket jasper jigsaw juniper kelp kestrel "
    "kettle kite ladder lake lamp lantern lark laurel lavender leaf lemon lichen lilac linen lintel lupin magpie "
    "mallow maple marble marigold market marsh meadow melon mill mint mist moon moss mulberry nectar nettle north oak "
    "oatmeal ochre olive orchard osprey otter owl paddle paper parcel parsley pasture pear pebble penny pepper pigeon "
    "pine plover plum pocket poppy porch potter puddle quarry quill quilt rabbit rain reed ribbon river robin rope "
    "rosemary rowan rudder saddle saffron sage sail scarf seed shed shell shore silver skein slate snow sparrow "
    "spindle spruce star stile stone stream swift tansy teapot thistle thyme timber toast torch trellis turnip valley "
    "velvet violet wagon walnut water wheat willow window winter wool wren yarrow yellow"
)
WORDS = PLAIN_AND_KIND.split()


def spoken_code() -> str:
    """Three words and a number, such as "otter-lamp-linen-42": about 30 bits, short-lived and throttled in use."""
    words = [secrets.choice(WORDS) for _ in range(3)]
    return "-".join([*words, str(secrets.randbelow(90) + 10)])


def link_secret() -> str:
    """256 random bits for the end of a link."""
    return secrets.token_urlsafe(32)


def hashed_code(code: str) -> str:
    """What is kept of a spoken code. Capitals, spaces and missing hyphens are forgiven."""
    return _keyed("hearth.organisations.code", "-".join(code.lower().replace("-", " ").split()))


def hashed_link(secret: str) -> str:
    """What is kept of a link's secret."""
    return _keyed("hearth.organisations.link", secret)


def _keyed(purpose: str, words: str) -> str:
    # Keyed, not plain: a spoken code is short enough to be guessed from a stolen table otherwise.
    return salted_hmac(purpose, words, algorithm="sha256").hexdigest()
