"""Run the command line as `python -m samverkan_ld`."""

from samverkan_ld.cli.main import main

if __name__ == "__main__":
    main()
