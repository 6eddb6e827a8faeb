"""The promises made to whoever tells us what they see; their spans and sources are data, in `core/data/clocks.json`."""

READ_CLOCK = "family-words"
UNSAFE_CLOCK = "family-words-unsafe"
SEEING = "Seeing"
