"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallServerArgon2(Argon2PasswordHasher):
    """Argon2id with 19 MiB and two passes. Source: OWASP password storage cheat sheet, the floor."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
