"""Numbers for whoever watches the service."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from app.models.user import LoginTry


def failed_log_ins(session: Session, since: datetime) -> int:
    wanted = select(func.count()).where(LoginTry.at >= since, col(LoginTry.succeeded).is_(False))
    return session.exec(wanted).one()
