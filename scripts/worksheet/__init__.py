"""Words for translators: a sheet out, and in again signed (docs/guia-traducir.md)."""
