"""The names of the pages that do nothing, or little."""

EMPTY, PLAIN, PLAIN_SIGNED_IN = "floor: empty view", "floor: plain page", "floor: plain, signed in"
FLOORS = (EMPTY, PLAIN, PLAIN_SIGNED_IN)
