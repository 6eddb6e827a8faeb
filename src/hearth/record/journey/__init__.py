"""The picture of a journey: plain facts in, shapes and figures out. Nothing here asks the database or the clock."""
