"""Makes typed values from a labelled page: one module a field."""
