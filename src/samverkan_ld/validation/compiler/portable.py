"""What the compiler leaves to the reference validator."""


class NotPortableError(Exception):
    """Raised with the reason why the engine might judge otherwise than the reference.

    It never leaves the compiler: what is not portable is named there, and judged by the reference.
    """
