"""The language server: findings, help, completion, definitions and repairs while one types.

``server`` alone knows pygls and ``wire`` the types of the protocol; all else is about plans.
"""
