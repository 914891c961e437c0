"""The call sheet: who comes when, for one event or for a whole day, on the screen and on paper."""
