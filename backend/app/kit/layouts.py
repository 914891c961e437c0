"""What was meant when the keyboard was in the other layout.

A hand scanner types like a keyboard of the English layout; on a computer that is set to Russian
`http://host/i/7` arrives as «реезЖ..рщыеюш.7». People do the same by hand in both directions.
"""

_LATIN = (
    r"qwertyuiop[]asdfghjkl;'zxcvbnm,./`"
    r'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>?~'
    r"@#$^&|"
)
_CYRILLIC = 'йцукенгшщзхъфывапролджэячсмитьбю.ёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,Ё"№;:?/'
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)


def readings(text: str) -> list[str]:
    """The text as typed, then as the same keys give it in the other layout, both ways."""
    return list(dict.fromkeys((text, text.translate(_TO_LATIN), text.translate(_TO_CYRILLIC))))
