"""Timings as ratios within one run: machines differ, ratios on the same files much less."""
