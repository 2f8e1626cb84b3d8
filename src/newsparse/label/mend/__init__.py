"""Second looks at the labelled page: roles that only the whole page settles, by what stands around what."""
