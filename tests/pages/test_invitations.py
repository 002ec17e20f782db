"""Inviting, and answering an invitation, with a browser that runs no scripts."""

import logging
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import now

from networks.actions.inviting import invite_by_link, invite_by_mail, revoke
from networks.models import Invitation, Membership, Refusal, Role, State
from solidarity.outbox.models import Letter
from solidarity.people.models import Draft
from tests.networks.tokens import token_in
from tests.pages.reading import Page, visit
from tests.people.letters import code_for

pytestmark = pytest.mark.django_db
LIST = "/networks/garden/invitations/"
INVITE = f"{LIST}mail/"


@pytest.fixture
def link(garden, cleo):
    """A link for one."""
    return invite_by_link(
        garden.pk, most_uses=1, days=14, message="Bring seeds.", by=cleo, at=now()
    )


@pytest.fixture
def token(garden, cleo):
    """The token mailed to nia@example.org."""
    invite_by_mail(garden.pk, "nia@example.org", language="en", message="Come!", by=cleo, at=now())
    return token_in(Letter.objects.get().body)


def arrive(client, token):
    """Follow the link of an invitation; the page one is sent on to."""
    return Page(client.get(f"/invitations/{token}/", follow=True))


def test_the_token_is_taken_out_of_the_address(link):
    client = visit()
    response = client.get(f"/invitations/{link.link_token}/")

    assert response.headers["Location"] == "/invitations/"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in response.headers["Cache-Control"]
    assert link.link_token not in str(dict(client.session))
    page = client.get("/invitations/")
    assert link.link_token not in page.content.decode()
    assert Page(page).heading == "You are invited to Garden"


def test_no_log_line_holds_the_token_or_the_address(link, token, caplog):
    caplog.set_level(logging.DEBUG)
    for each in (link.link_token, token):
        arrive(visit(), each)
        visit().get(f"/invitations/{each}x/")
    written = "\n".join(record.getMessage() for record in caplog.records)

    assert "answered" in written
    assert not [secret for secret in (link.link_token, token, "nia@") if secret in written]


def test_it_says_who_invites_to_what(token):
    page = arrive(visit(), token)

    assert "Cleo would like you to be there." in page.main
    assert "Come!" in page.main
    assert "People of Garden." in page.main
    assert "/networks/garden/" in page.links


def test_a_hidden_network_shows_its_holder_what_it_is_and_no_more(make_network, cleo):
    hidden = make_network("Hidden Harbour", visibility="hidden")
    made = invite_by_link(hidden.pk, most_uses=1, days=1, message="", by=cleo, at=now())
    client = visit()
    page = arrive(client, made.link_token)

    assert page.heading == "You are invited to Hidden Harbour"
    assert "/networks/hidden-harbour/" not in page.links
    assert client.get("/networks/hidden-harbour/").status_code == 404
    assert visit().get("/invitations/").status_code == 410


def test_somebody_without_an_account_signs_up_and_comes_in(garden, token, cleo):
    """With another address than the one that was invited: whoever holds the token is meant."""
    client = visit()
    arrive(client, token)
    to_sign_up = client.post("/invitations/", {"act": "accept"}).headers["Location"]
    assert to_sign_up == "/account/signup/?next=%2Finvitations%2F"
    form = Page(client.get(to_sign_up)).form("email")
    client.post(to_sign_up, form.filled(email="other@example.org", display_name="Nia"))
    done = client.post(
        "/account/confirm-email/", {"code": code_for("other@example.org"), "action": "verify"}
    )
    assert done.headers["Location"] == "/invitations/"

    response = client.post("/invitations/", {"act": "accept"})
    page = Page(client.get(response.headers["Location"]))
    assert page.heading == "Garden"
    assert "Welcome! You are a member now." in page.main
    newcomer = Membership.objects.get(person__email="other@example.org")
    assert (newcomer.state, newcomer.answered_by) == (State.ACTIVE, cleo)
    assert "Nia joined, invited by Cleo." in Page(client.get("/networks/garden/log/")).main
    assert "Nia accepted your invitation" in Page(visit(cleo).get("/inbox/")).main


def test_signing_in_leads_back_to_the_invitation(link, ana):
    client = visit()
    page = arrive(client, link.link_token)
    sign_in = next(where for where in page.links if where.endswith("?next=/invitations/"))
    to_code = client.post(sign_in, {"login": ana.email}).headers["Location"]
    done = client.post(to_code, {"code": code_for(ana.email), "action": "verify"})

    assert done.headers["Location"] == "/invitations/"
    client.post("/invitations/", {"act": "accept"})
    assert Membership.objects.get(person=ana).state == State.ACTIVE


def test_whoever_signs_in_by_the_menu_finds_it_at_home(link, ana):
    client = visit(ana)
    assert "You are invited to Garden" not in Page(client.get("/")).main
    arrive(client, link.link_token)
    home = Page(client.get("/"))

    assert "You are invited to Garden" in home.main
    assert "/invitations/" in home.links
    assert "Nothing waits for you" not in home.main


@pytest.mark.parametrize("end", ["used", "ran out", "taken back", "never was", "paused"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_what_is_over_is_gone_whenever_the_link_was_opened(link, ana, ben, cleo, end, when):
    """Also for the session that took it in time, and after the password was set anew."""
    client = visit(ana)
    if when == "after":
        arrive(client, link.link_token)
    if end == "used":
        other = visit(ben)
        arrive(other, link.link_token)
        other.post("/invitations/", {"act": "accept"})
    elif end == "ran out":
        Invitation.objects.update(expires_at=now())
    elif end == "taken back":
        revoke(link.pk, by=cleo, at=now())
    elif end == "paused":
        later = now() + timedelta(days=1)
        Membership.objects.filter(person=cleo).update(paused_until=later)
    else:
        Invitation.objects.all().delete()
    ana.set_password("four plain words here")
    ana.save(update_fields=["password"])
    again = visit(ana)
    for one in (client, again):
        gone = one.get(f"/invitations/{link.link_token}/")
        assert (gone.status_code, Page(gone).heading) == (
            410, "This invitation is no longer good",
        )  # fmt: skip
        assert one.get("/invitations/").status_code == 410
        assert one.post("/invitations/", {"act": "accept"}).status_code == 410
    assert not Membership.objects.filter(person=ana).exists()


def test_looking_changes_nothing(token):
    client = visit()
    arrive(client, token)
    client.head("/invitations/")

    assert Invitation.objects.get().state == "sent"


def test_no_is_said_without_an_account(token):
    client = visit()
    arrive(client, token)
    response = client.post("/invitations/", {"act": "no"})

    assert "Thank you for saying so" in Page(client.get(response.headers["Location"])).main
    assert Invitation.objects.get().state == "declined"
    assert Refusal.objects.get().network is not None
    assert client.get("/invitations/").status_code == 410


def test_a_no_is_taken_back_in_the_account(garden, ana, ben, cleo):
    invite_by_mail(garden.pk, ana.email, language="en", message="", by=cleo, at=now())
    client = visit()
    arrive(client, token_in(Letter.objects.get().body))
    client.post("/invitations/", {"act": "never"})
    pk = Refusal.objects.get().pk

    assert visit(ben).post(f"/invitations/refused/{pk}/").status_code == 404
    hers = visit(ana)
    assert "All networks" in Page(hers.get("/invitations/refused/")).main
    hers.post(f"/invitations/refused/{pk}/")
    assert "You declined none" in Page(hers.get("/invitations/refused/")).main


def test_the_banned_read_a_kind_reason(garden, link, ana, make_member):
    make_member(garden, ana, state=State.BANNED)
    client = visit(ana)

    assert "We are sorry" in arrive(client, link.link_token).main
    refused = client.post("/invitations/", {"act": "accept"})
    assert refused.status_code == 422


def test_a_list_is_shown_before_it_is_sent(garden, cleo, ana, make_member):
    make_member(garden, ana)
    client = visit(cleo)
    pasted = "Nia <nia@example.org>\nana@example.org\nnia@example.org\nnonsense"
    form = Page(client.get(INVITE)).form("addresses")
    checked = Page(client.post(INVITE, form.filled(addresses=pasted, act="check")))

    assert not Letter.objects.exists()
    for said in ("Will be invited", "Is a member already", "Stands here twice", "Is no mail"):
        assert said in checked.main
    again = checked.form("addresses")
    assert again.fields["addresses"] == [pasted]
    response = client.post(INVITE, again.filled(act="send"))
    after = Page(client.get(response.headers["Location"])).main
    assert "1 invitation is on its way." in after
    assert "3 lines were left out." in after
    assert "nia@example.org" in after
    assert Letter.objects.get().address == "nia@example.org"


def file_of(content, name="friends.csv"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode())


def test_a_file_goes_the_way_of_a_pasted_list(garden, cleo, ana, make_member):
    make_member(garden, ana)
    client = visit(cleo)
    form = Page(client.get(INVITE)).form("addresses")
    table = "Nombre;Correo\nÉva;eva@example.org\nAna;ana@example.org\n;no@where\n".encode("utf-16")
    sent = form.filled(addresses="nia@example.org", file=file_of(table), act="send")
    checked = Page(client.post(INVITE, sent))

    assert not Letter.objects.exists()
    assert checked.status == 200
    for said in ("Will be invited", "Is a member already", "Is no mail address"):
        assert said in checked.main
    assert "Nombre" not in checked.html
    again = checked.form("addresses")
    assert again.fields["addresses"][0].split() == [
        "nia@example.org", "eva@example.org", "ana@example.org", "no@where",
    ]  # fmt: skip
    response = client.post(INVITE, again.filled(act="send"))
    assert "2 invitations are on their way." in Page(client.get(response.headers["Location"])).main
    assert {letter.address for letter in Letter.objects.all()} == {
        "nia@example.org", "eva@example.org",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "This file is empty."),
        (b"PK\x03\x04\0\0\0", "We cannot read this file."),
        (b"Name,Town\nNia,Leeds\n", "We found no mail address in this file."),
        (b"nia@example.org\n" * 7000, "This file is larger than 100 kB."),
    ],
)
def test_a_file_that_will_not_do_is_refused_and_what_was_typed_stays(garden, cleo, content, said):
    sent = {"addresses": "nia@example.org", "language": "en", "message": "Come!"}
    page = Page(visit(cleo).post(INVITE, sent | {"file": file_of(content)}))

    assert page.status == 422
    assert said in page.main
    form = page.form("addresses")
    assert form.fields["addresses"] == ["nia@example.org"]
    assert form.fields["message"] == ["Come!"]


def test_a_file_of_too_many_is_shown_so_that_one_can_shorten_it(garden, cleo):
    content = "\n".join(f"p{n}@example.org" for n in range(101))
    page = Page(visit(cleo).post(INVITE, {"language": "en", "file": file_of(content)}))

    assert page.status == 422
    assert "100 people at most" in page.main
    assert len(page.form("addresses").fields["addresses"][0].split()) == 101
    assert not Letter.objects.exists()


def test_nothing_of_a_file_is_kept(garden, cleo):
    content = "Nia Marker,Marker Street 7,nia@example.org\n"
    client = visit(cleo)
    client.post(INVITE, {"language": "en", "file": file_of(content, "marker.csv")})

    assert not Invitation.objects.exists()
    assert not Draft.objects.exists()
    assert "arker" not in str(dict(client.session))


def test_members_are_not_told_who_may_not_return(make_network, make_member, ana, ben, cleo):
    network = make_network("Garden", members_invite=True)
    make_member(network, ana)
    make_member(network, ben, state=State.BANNED)
    hers = Page(visit(ana).post(INVITE, {"addresses": ben.email, "language": "en"})).main
    stewards = Page(visit(cleo).post(INVITE, {"addresses": ben.email, "language": "en"})).main

    assert "Is not open to invitations from here" in hers
    assert "May not return" in stewards


def test_a_known_address_looks_like_an_unknown_one(garden, cleo, ana):
    known, unknown = (
        visit(cleo).post(INVITE, {"addresses": address, "language": "en"})
        for address in ("ana@example.org", "xyz@example.org")
    )

    assert Page(known).main.replace("ana@", "xyz@") == Page(unknown).main


def test_more_than_a_hundred_are_too_many_and_stay_typed(garden, cleo):
    pasted = "\n".join(f"p{n}@example.org" for n in range(101))
    page = Page(visit(cleo).post(INVITE, {"addresses": pasted, "language": "en"}))

    assert page.status == 422
    assert "100 people at most" in page.main
    assert page.form("addresses").fields["addresses"] == [pasted]


def test_addresses_are_seen_by_whoever_wrote_to_them_alone(garden, token, make_member, ben, cleo):
    make_member(garden, ben, role=Role.STEWARD)
    assert "nia@example.org" in Page(visit(cleo).get(LIST)).main
    theirs = Page(visit(ben).get(LIST)).main
    assert "nia@" not in theirs
    assert "Cleo invited" in theirs


def test_the_list_says_what_rests(make_network, make_member, ana, cleo):
    network = make_network("Garden", members_invite=True)
    make_member(network, ana)
    invite_by_link(network.pk, most_uses=1, days=14, message="", by=ana, at=now())
    assert "Rests" not in Page(visit(cleo).get(LIST)).main

    Membership.objects.filter(person=ana).update(paused_until=now() + timedelta(days=1))
    page = Page(visit(cleo).get(LIST)).main
    assert "Rests" in page
    assert "It lets nobody in as long as" in page


def test_a_link_is_made_shown_and_taken_back(garden, cleo):
    client = visit(cleo)
    response = client.post(f"{LIST}link/", {"most_uses": "2", "days": "7", "message": ""})
    page = Page(client.get(response.headers["Location"]))
    link = Invitation.objects.get()

    assert f"/invitations/{link.link_token}/" in page.main
    assert "2 more people can come in by it." in page.main
    assert "qr" in {one.attributes.get("class") for one in page.elements if one.tag == "svg"}
    client.post(f"{LIST}{link.pk}/revoke/")
    over = Page(client.get(f"{LIST}{link.pk}/"))
    assert "Nobody comes in by this link any more." in over.main
    assert link.link_token not in over.html


@pytest.mark.parametrize("typed", ["", "0", "501", "many"])
def test_a_link_wants_a_number(garden, cleo, typed):
    page = Page(visit(cleo).post(f"{LIST}link/", {"most_uses": typed, "days": "7"}))

    assert page.status == 422
    assert "Write a number from 1 to 500." in page.main


def test_sending_once_more(garden, token, cleo):
    client = visit(cleo)
    client.post(f"{LIST}{Invitation.objects.get().pk}/again/")

    assert "Sent once more" in Page(client.get(LIST)).main
    assert visit().get(f"/invitations/{token}/").status_code == 410


def test_a_member_sees_no_tab_where_stewards_alone_invite(garden, ana, make_member):
    make_member(garden, ana)
    client = visit(ana)

    assert LIST not in Page(client.get("/networks/garden/")).links
    assert client.get(LIST).status_code == 404


def test_letting_members_invite_is_a_setting_that_stands_in_the_log(garden, ana, cleo, make_member):
    make_member(garden, ana)
    client = visit(cleo)
    settings = Page(client.get("/networks/garden/settings/")).form("name", "summary")
    client.post("/networks/garden/settings/", settings.filled(members_invite="on"))

    assert "who may invite" in Page(client.get("/networks/garden/log/")).main
    assert LIST in Page(visit(ana).get("/networks/garden/")).links


def test_htmx_gets_the_part(garden, cleo):
    headers = {"HX-Request": "true", "HX-Target": "invite"}
    response = visit(cleo).post(INVITE, {"addresses": ""}, headers=headers)

    assert response.status_code == 422
    assert response.content.strip().startswith(b'<section id="invite"')
