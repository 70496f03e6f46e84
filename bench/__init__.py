"""Runners that put the program to the test sets, and measure speed."""
