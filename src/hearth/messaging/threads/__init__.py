"""Shared messages: what a person and those alongside them write to each other, and who reads it when (ADR 0031)."""
