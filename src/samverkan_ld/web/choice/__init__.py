"""What was asked for: languages, addresses and variants; and how the answer is written."""
