"""Trial and live, and an account that belongs to several unions."""

from bot import texts
from bot.said import Reply
from bot.talk import Button, Command, Talk
from union.refusals import Reason, Refusal
from union.rights import ANYONE, CHAIR_ALONE


async def ask_live(talk: Talk) -> Reply:
    if not (await talk.work.unions.profile()).trial:
        return texts.unions.already_live()
    return texts.unions.sure_to_go_live()


async def live(talk: Talk) -> Reply:
    profile = await talk.work.unions.profile()
    if not profile.trial:
        return texts.unions.already_live()
    await talk.work.unions.change(trial=False)
    talk.log("union.live", profile.code)
    return texts.unions.live(profile.name)


async def mine(talk: Talk) -> Reply:
    known = await talk.work.accounts.unions_of(talk.who.account_id)
    return texts.unions.yours(known, talk.who.union_id)


async def switch(talk: Talk) -> Reply:
    """Only between unions this account is a member of."""
    known = dict(await talk.work.accounts.unions_of(talk.who.account_id))
    wanted = talk.number()
    if wanted not in known:
        raise Refusal(Reason.NOT_FOUND)
    await talk.work.dialogs.close(talk.who.chat_id, talk.who.account_id)
    await talk.work.accounts.choose_union(talk.who.account_id, wanted)
    return texts.unions.switched(known[wanted])


COMMANDS = (
    Command(
        "chinhthuc",
        CHAIR_ALONE,
        ask_live,
        texts.help.ABOUT["chinhthuc"],
        aliases=("live",),
        reads_only=True,
    ),
    Command(
        "congdoan",
        ANYONE,
        mine,
        texts.help.ABOUT["congdoan"],
        aliases=("union",),
        reads_only=True,
        phrases=("doi cong doan", "chon cong doan"),
        hidden=True,
    ),
)
BUTTONS = (
    Button("union.ask", CHAIR_ALONE, ask_live, reads_only=True),
    Button("union.live", CHAIR_ALONE, live),
    Button("union.switch", ANYONE, switch, reads_only=True),
)
