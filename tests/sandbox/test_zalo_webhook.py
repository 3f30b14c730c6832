"""Webhooks of the Zalo of the tests: set, probed, pushed to, bounded."""

import asyncio

import pytest

from tests.sandbox.zalo_wire import AN, SECRET, hook, zalo


@pytest.mark.parametrize("refused", [True, False])
async def test_a_bot_with_a_webhook_polls_in_vain(refused: bool) -> None:
    async with zalo(refuses_polling=refused) as wire, hook(200) as (url, seen):
        await wire.call("setWebhook", url=url, secret_token=SECRET)
        asked = asyncio.create_task(wire.call("getUpdates", timeout=0.1))
        wire.world.says(AN, "alo")
        assert (await asked)[1]["error_code"] == (400 if refused else 408)
        await wire.world.settled()
        assert b"alo" in seen[-1][1], "the webhook has it all the same"


@pytest.mark.parametrize("secret", [True, False])
async def test_the_probe_may_carry_the_secret(secret: bool) -> None:
    async with zalo(probe_with_secret=secret) as wire, hook(200) as (url, seen):
        await wire.call("setWebhook", url=url, secret_token=SECRET)
        ((headers, _),) = seen
        assert ("x-bot-api-secret-token" in headers) is secret


async def test_testing_a_webhook_is_bounded_and_says_so_by_another_key() -> None:
    async with zalo(testing_a_day=1) as wire, hook(200, 404) as (url, _):
        assert (await wire.call("testWebhook"))[0] == 404
        await wire.call("setWebhook", url=url, secret_token=SECRET)
        _, told = await wire.call("testWebhook")
        assert told["ok"] is True
        assert (told["result"]["ok"], told["result"]["outcome"]) == (False, "webhook.http.404")
        status, told = await wire.call("testWebhook")
        assert (status, told["ok"], told["errorCode"]) == (426, False, 426)


@pytest.mark.parametrize("wrapped", [True, False])
async def test_a_webhook_is_probed_and_then_pushed_to(wrapped: bool) -> None:
    async with zalo(wrapped=wrapped) as wire, hook(200) as (url, seen):
        _, told = await wire.call("setWebhook", url=url, secret_token=SECRET)
        assert told["result"]["verification"]["outcome"] == "webhook.ok"
        assert (await wire.call("getUpdates", timeout=0.01))[0] == 400
        wire.world.says(AN, "alo")
        await wire.world.settled()
        headers, body = seen[-1]
        assert headers["x-bot-api-secret-token"] == SECRET
        assert headers["user-agent"] == "Java/1.8.0_192"
        assert (b'"ok":true' in body) is wrapped
        assert (await wire.call("getWebhookInfo"))[1]["result"]["url"] == url
        await wire.call("deleteWebhook")
        assert (await wire.call("getWebhookInfo"))[0] == 404


async def test_setting_a_webhook_is_strict_and_bounded() -> None:
    async with zalo(https_only=True, setting_a_day=1) as wire, hook(200) as (url, _):
        assert (await wire.call("setWebhook", url=url, secret_token=SECRET))[0] == 400
        https = "https://127.0.0.1:9/zalo"
        assert (await wire.call("setWebhook", url=https, secret_token="short"))[0] == 400
        _, told = await wire.call("setWebhook", url=https, secret_token=SECRET)
        assert told["result"]["verification"]["ok"] is False  # kept although nobody answers
        assert (await wire.call("setWebhook", url=https, secret_token=SECRET))[0] == 429


async def test_a_failed_delivery_is_lost_or_tried_again() -> None:
    async with zalo() as wire, hook(200, 500) as (url, seen):
        await wire.call("setWebhook", url=url, secret_token=SECRET)
        wire.world.says(AN, "alo")
        await wire.world.settled()
        assert len(seen) == 2
    async with zalo(webhook_retries=1) as wire, hook(200, 500, 200) as (url, seen):
        await wire.call("setWebhook", url=url, secret_token=SECRET)
        wire.world.says(AN, "alo")
        await wire.world.settled()
        assert len(seen) == 3


async def test_doubles_and_empty_posts_on_demand() -> None:
    async with zalo(delivers_twice=True, empty_posts=True) as wire, hook(200) as (url, seen):
        await wire.call("setWebhook", url=url, secret_token=SECRET)
        wire.world.says(AN, "alo")
        await wire.world.settled()
        _probe, empty, first, second = seen
        assert empty[1] == b"" and "content-type" not in empty[0]
        assert first[1] == second[1]
