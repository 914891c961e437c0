"""The repertoire plan: the public face of a month, published in versions and compared with them."""
