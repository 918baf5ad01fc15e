"""Cruscotto PIAO: from the sheets of a municipality to results that can be defended."""
