"""The grammar: how Swedish articles name people, titles, organisations and times, rule by rule."""
