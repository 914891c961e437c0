from tests.conftest import Client


async def test_health_names_every_part(client: Client) -> None:
    answer = await client.get("/health")
    assert set(answer.json()["parts"]) == {"database", "redis", "storage", "disk", "worker"}
    assert answer.json()["parts"]["database"] == "up"


async def test_liveness_and_readiness_need_no_sign_in(client: Client) -> None:
    assert (await client.get("/health/live")).json() == {"status": "ok"}
    assert (await client.get("/health/ready")).json() == {"status": "ok"}
