"""From the bytes of a saved page, a text or a mail to its main text and metadata."""
