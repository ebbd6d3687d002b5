"""The routes: what each address answers."""
