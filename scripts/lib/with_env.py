"""``with_env.py FILE COMMAND...``: run a command with the variables of an .env file.

Variables of the shell win, empty values count as not set, and quoting is that of python-dotenv (a
shell would stumble over ``EMAIL_FROM``).
"""

import os
import sys

from dotenv import dotenv_values

if __name__ == "__main__":
    from_file = {name: value for name, value in dotenv_values(sys.argv[1]).items() if value}
    os.execvpe(sys.argv[2], sys.argv[2:], {**from_file, **os.environ})  # noqa: S606  our command
