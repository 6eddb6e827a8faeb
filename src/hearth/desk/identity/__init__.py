"""Who somebody is: read on one page, changed part by part on small ones."""
