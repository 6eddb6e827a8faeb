"""Cards on paper, by typst. Words come as data, so that nothing anybody wrote is read as an instruction to the page."""
