"""Putting right what is wrong in a record: corrections asked for, and words that stood in the wrong one."""
