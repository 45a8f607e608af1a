#!/usr/bin/env python3
"""Prints what the primary header of a file says of how it was made, as astropy reads it, as JSON.

usage: product_history.py FILE

An object with the keywords that begin with ESO PRO, each with value and comment. Fails where a checksum is wrong.
"""
import json
import sys
import warnings

from astropy.io import fits

warnings.simplefilter("error")
with fits.open(sys.argv[1], checksum=True) as file:
    header = file[0].header
    told = {card.keyword: {"value": card.value, "comment": card.comment} for card in header.cards
            if card.keyword.startswith("ESO PRO")}
print(json.dumps(told))
