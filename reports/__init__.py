"""The one Grade record rendered: terminal, JSON, HTML pages. Renderers are pure functions of the record."""
