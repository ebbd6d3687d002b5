"""What pages show: values for the templates, in the reader's language."""
