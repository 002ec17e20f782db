"""The texts that people agree to, by number: what one of them said is never changed.

A new text has a new number and a template of its own, `values/consent/words_<number>.html`; the
old ones stay, so that everybody can read what she agreed to.
"""

NEWEST = 1
