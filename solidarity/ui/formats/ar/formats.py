"""Dates in Arabic without commas inside them; the hours as Django has them, with morning named."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y، g:i A"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y، g:i A"
FIRST_DAY_OF_WEEK = 1
