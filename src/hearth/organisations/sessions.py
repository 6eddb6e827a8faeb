"""Sessions that know whose they are: the session, the account and what it acts as are read in one statement."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from hearth.core.actor import Actor, ActorKind
from hearth.core.ids import new_id
from hearth.core.roles import ROLES
from hearth.organisations import devices
from hearth.organisations.models import Account, Session

# Cards kept for a shift, the page that opens them, and pages the browser would show again. Words being typed are not
# among it: those are kept here (ADR 0017).
ALL_IT_KEPT = '"cache", "storage"'
ACCOUNT = [field.attname for field in Account._meta.concrete_fields]
ACCOUNT_COLUMNS = ", ".join(f"a.{name}" for name in ACCOUNT)
WHOSE = f"""
    SELECT s.session_data, m.worker_id, w.given_name, w.family_name, m.id, m.organisation_id, o.name, m.hub_id, m.role,
           {ACCOUNT_COLUMNS}
      FROM organisations_session s
      LEFT JOIN organisations_account a ON a.id = s.account_id AND a.is_active
      LEFT JOIN (organisations_membership m
                 JOIN organisations_worker w ON w.id = m.worker_id
                 JOIN organisations_organisation o ON o.id = m.organisation_id)
             ON m.id = s.membership_id AND m.is_active AND w.account_id = a.id
     WHERE s.session_key = %s AND s.expire_date > %s
"""  # noqa: S608  our own column names


class SessionStore(DatabaseSessions):
    """Django's database sessions, which bring the account and the worker along when they are read."""

    _account: Account | None = None
    _acting: Actor | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    @property
    def account(self) -> Account | None:
        """Whose session this was when it was read. Whether it still may be is for `recognised` to say."""
        self.get(BACKEND_SESSION_KEY)
        return self._account

    @property
    def acting(self) -> Actor | None:
        """The worker this session acted as when it was read; None if it is no worker's, or that work has ended."""
        self.get(BACKEND_SESSION_KEY)
        return self._acting

    def load(self) -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute(WHOSE, [self.session_key, timezone.now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        data, *worker = row[:9]
        if row[9] is not None:
            self._account = Account.from_db(connection.alias, ACCOUNT, row[9:])
            self._acting = _worker(self._account, worker)
        return self.decode(data)

    def cycle_key(self) -> None:
        """As Django's. For a moment both are kept, the old one and the new, so the new one is named anew."""
        if "ref" in self:
            self["ref"] = str(new_id())
        super().cycle_key()

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]  # Django's, untyped
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            account_id=data.get(SESSION_KEY),
            membership_id=data.get("membership_id"),
            **devices.columns(data),
        )


def nothing_left(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware around the sessions: whose session is over, here or from afar, their browser keeps nothing of ours."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        ended = response.cookies.get(settings.SESSION_COOKIE_NAME)
        if ended is not None and ended["max-age"] == 0:
            response["Clear-Site-Data"] = ALL_IT_KEPT
        return response

    return answer


class RecognitionMiddleware(AuthenticationMiddleware):
    """`request.user` without asking for the account again, where the session brought it."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = SimpleLazyObject(lambda: recognised(request))  # type: ignore[assignment]  # as Django does


def recognised(request: HttpRequest) -> Account | AnonymousUser:
    """The account the session belongs to. Whatever is not plain, Django decides, as it would without us."""
    session = request.session
    account = getattr(session, "account", None)
    is_plain = (
        account is not None
        and session.get(SESSION_KEY) == str(account.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash())
    )
    return account if is_plain else get_user(request)  # type: ignore[return-value]  # an Account, or nobody


def _worker(account: Account, columns: Sequence[Any]) -> Actor | None:
    worker_id, given_name, family_name, membership_id, organisation_id, organisation_name, hub_id, role = columns
    if membership_id is None:
        return None
    return Actor(
        kind=ActorKind.WORKER,
        name=f"{given_name} {family_name}".strip(),
        account_id=account.pk,
        worker_id=worker_id,
        membership_id=membership_id,
        organisation_id=organisation_id,
        organisation_name=organisation_name,
        hub_id=hub_id,
        role=role,
        permissions=ROLES[role].permissions,
    )
