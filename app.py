"""Serve the page: `python app.py`. The same as `noticing serve`."""

import sys

from assistant import settings
from assistant.errors import NoticingError
from assistant.services import Services


def main() -> int:
    """Settings, services, page; the exit code says whether it could be served."""
    try:
        services = Services(settings.load())
        from assistant import ui  # after the services have closed the libraries' doors

        ui.launch(services)
    except NoticingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
