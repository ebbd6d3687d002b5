"""From the text of an article to a draft of what it says."""
