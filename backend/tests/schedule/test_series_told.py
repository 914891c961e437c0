"""What an event tells of its series, and dates that were deleted and come back together."""

from tests.conftest import Client
from tests.factories import Factory, TheaterOf
from tests.schedule.test_series import WEEKLY, made, starts


async def test_a_series_says_until_when_and_how_far_each_choice_reaches(admin: Client) -> None:
    created = (await admin.post("/schedule", json=WEEKLY)).json()
    assert created["text"] == "каждый вторник до 06.04.2027"
    ids = [event["id"] for event in created["events"]]
    apart = {"starts_at": "2027-03-24T10:00:00+03:00"}
    assert (await admin.patch(f"/schedule/{ids[3]}/move", json=apart)).status_code == 200
    series = (await admin.get(f"/schedule/{ids[2]}")).json()["series"]
    assert (series["text"], series["count"]) == ("каждый вторник до 06.04.2027", 6)
    assert series["reach"] == {
        "following": 4,
        "all": 6,
        "following_changed": 3,
        "all_changed": 5,
    }


async def test_what_was_deleted_together_comes_back_together(admin: Client) -> None:
    ids = await made(admin)
    await admin.delete(f"/schedule/{ids[4]}")
    assert (await admin.delete(f"/schedule/{ids[2]}?scope=following")).status_code == 204
    assert await starts(admin) == ["03-02T07:00", "03-09T07:00"]
    back = await admin.post(f"/schedule/{ids[2]}/restore?scope=following")
    assert back.status_code == 200, back.text
    # The fifth date was deleted before, by itself: it stays away.
    assert await starts(admin) == [
        "03-02T07:00", "03-09T07:00", "03-16T07:00", "03-23T07:00", "04-06T07:00",
    ]  # fmt: skip
    series = (await admin.get(f"/schedule/{ids[0]}")).json()["series"]
    assert (series["text"], series["count"]) == ("каждый вторник до 06.04.2027", 5)
    await admin.post(f"/schedule/{ids[4]}/restore")
    assert len(await starts(admin)) == 6


async def test_one_date_comes_back_alone(admin: Client) -> None:
    ids = await made(admin)
    await admin.delete(f"/schedule/{ids[0]}?scope=all")
    assert (await admin.post(f"/schedule/{ids[3]}/restore")).status_code == 200
    assert await starts(admin) == ["03-23T07:00"]
    moved = {"starts_at": "2027-03-23T12:00:00+03:00"}
    answer = await admin.patch(f"/schedule/{ids[3]}/move?scope=following", json=moved)
    assert answer.status_code == 200, answer.text


async def test_all_of_them_or_none_when_a_place_is_taken(
    admin: Client, make: Factory, theater: TheaterOf
) -> None:
    hall = await make.venue(theater)
    ids = await made(admin, venue_id=hall)
    await admin.delete(f"/schedule/{ids[1]}?scope=following")
    taken = {
        "event_type": "meeting",
        "venue_id": hall,
        "starts_at": "2027-03-23T10:30:00+03:00",
        "ends_at": "2027-03-23T12:00:00+03:00",
    }
    assert (await admin.post("/schedule", json=taken)).status_code == 201
    refused = await admin.post(f"/schedule/{ids[1]}/restore?scope=following")
    assert refused.status_code == 409
    assert refused.json()["conflicts"][0]["event"]["title"]
    assert await starts(admin) == ["03-02T07:00", "03-23T07:30"]
