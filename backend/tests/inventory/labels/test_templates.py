"""Labels of the theatre's own."""

from tests.conftest import Client, SignIn

LABEL = {
    "page": "roll",
    "label_width": 50,
    "label_height": 30,
    "fields": [{"kind": "name", "size": 9, "bold": True, "lines": 2}],
}


async def test_presets_come_along_in_the_language_of_the_caller(admin: Client) -> None:
    body = (await admin.get("/inventory/label-templates")).json()
    assert [one["preset"] for one in body["presets"]][:2] == ["a4_3x8", "a4_5x13"]
    assert body["presets"][0]["name"] == "Лист A4, 3×8, 70×37 мм"
    assert body["items"] == []
    english = await admin.get("/inventory/label-templates", headers={"Accept-Language": "en"})
    assert english.json()["presets"][0]["name"] == "A4 sheet, 3×8, 70×37 mm"


async def test_one_template_is_the_default(admin: Client) -> None:
    url = "/inventory/label-templates"
    first = (await admin.post(url, json={"name": "А", "layout": LABEL, "is_default": True})).json()
    second = (await admin.post(url, json={"name": "Б", "layout": LABEL, "is_default": True})).json()
    assert second["layout"]["qr_size"] == 20
    marks = {one["name"]: one["is_default"] for one in (await admin.get(url)).json()["items"]}
    assert marks == {"А": False, "Б": True}
    answer = await admin.patch(
        f"{url}/{first['id']}", json={"is_default": True}, headers={"If-Match": '"v2"'}
    )
    assert answer.status_code == 200, answer.text
    assert answer.json()["is_default"] is True
    stale = await admin.patch(
        f"{url}/{second['id']}", json={"name": "В"}, headers={"If-Match": '"v1"'}
    )
    assert stale.status_code == 412
    taken = await admin.post(url, json={"name": "а", "layout": LABEL})
    assert (taken.status_code, taken.json()["code"]) == (409, "label.name_taken")
    assert (await admin.delete(f"{url}/{second['id']}")).status_code == 204


async def test_staff_print_but_do_not_change_labels(as_role: SignIn) -> None:
    staff = await as_role("department_staff", department="light")
    url = "/inventory/label-templates"
    assert (await staff.get(url)).status_code == 200
    assert (await staff.post(url, json={"name": "А", "layout": LABEL})).status_code == 403
