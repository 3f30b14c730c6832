"""Where what is meant for everybody goes: the union's groups, or whoever copies it into them."""

from functools import cache
from typing import Any

from sqlalchemy import and_, bindparam, exists, select, union_all
from sqlalchemy.sql import FromClause

from storage.models import accounts, chats, links, members, seats, unions
from storage.seats import held_at
from storage.types import Moment
from union.members import State
from union.rights import Role

NOW = bindparam("now", type_=Moment())


@cache
def private_chat() -> Any:
    """The private chat a member chose or used last, as a column beside the member. Built once."""
    return (
        select(chats.c.id)
        .select_from(links)
        .join(accounts, accounts.c.id == links.c.account_id)
        .join(
            chats,
            and_(chats.c.bot_id == accounts.c.bot_id, chats.c.external == accounts.c.external),
        )
        .where(links.c.member_id == members.c.id, chats.c.blocked_at.is_(None))
        .order_by(links.c.chosen.desc(), chats.c.heard_at.desc().nulls_last(), chats.c.id)
        .limit(1)
        .correlate(members)
        .scalar_subquery()
    )


def posts_to(now: Any) -> FromClause:
    """(union_id, chat_id): every linked group; where no bot can be in one, the chair's own chat."""
    groups = select(chats.c.union_id, chats.c.id.label("chat_id")).where(
        chats.c.is_group, chats.c.blocked_at.is_(None), chats.c.union_id.is_not(None)
    )
    in_one = exists().where(
        chats.c.union_id == unions.c.id, chats.c.is_group, chats.c.blocked_at.is_(None)
    )
    by_hand = (
        select(unions.c.id.label("union_id"), private_chat().label("chat_id"))
        .select_from(unions)
        .join(seats, and_(seats.c.union_id == unions.c.id, seats.c.role == Role.CHAIR.value))
        .join(members, members.c.id == seats.c.member_id)
        .where(
            unions.c.posts_by_hand,
            ~in_one,
            held_at(now),
            members.c.state == State.MEMBER.value,
        )
    )
    return union_all(groups, by_hand).subquery("posts_to")
