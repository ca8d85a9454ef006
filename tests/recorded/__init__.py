"""Tests that replay what a real model answered, and the setup that recorded it."""
