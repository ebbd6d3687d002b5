"""The page on this machine where an editor holds a draft against its text."""
