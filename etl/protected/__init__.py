"""What a partner's extract says of victims and flags, published as one set of tables in which small numbers are hidden.

Everything else that a build holds is made without it: see docs/methods.md, Small numbers.
"""
