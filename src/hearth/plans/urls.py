"""Addresses of plans and cards."""

from django.urls import path

from hearth.plans.views import cards, doubts, packs, plan

app_name = "plans"
somebody = "people/<uuid:person_id>"
TURNED = {"turned": True}
# What stands under a plan, at the desk and on a screen turned round: the address, the page, and its name.
PAGES = (
    ("parts/<str:section>", plan.part, "part"),
    ("parts/<str:section>/views", plan.voice, "voice"),
    ("parts/<str:section>/readers", plan.readers, "readers"),
    ("choices/<str:about>/<uuid:version_id>", plan.choice, "choice"),
    ("goals/new", plan.new_goal, "new_goal"),
    ("goals/<uuid:goal_id>", plan.goal, "goal"),
    ("wishes", plan.wish_kinds, "wish_kinds"),
    ("wishes/new/<str:kind>", plan.new_wish, "new_wish"),
    ("wishes/<uuid:wish_id>", plan.wish, "wish"),
    ("signature", plan.signature, "signature"),
)
CARD = (
    ("card", cards.card, "card"),
    ("card/writing", cards.writing, "card_writing"),
    ("card/paper", cards.on_paper, "card_on_paper"),
    ("card/opening", cards.opening, "card_opening"),
)

urlpatterns = [
    path("cards", cards.shift_cards, name="shift_cards"),
    path("cards/paper", packs.on_paper, name="paper_pack"),
    path("cards/offline/", packs.offline, name="offline"),
    path("cards/offline/worker.js", packs.service_worker, name="service_worker"),
    path("cards/offline/manifest.webmanifest", packs.manifest, name="manifest"),
    path("cards/packs", packs.new_pack, name="new_pack"),
    path("cards/packs/<uuid:pack_id>/contact", packs.contact, name="pack_contact"),
    path("cards/packs/<uuid:pack_id>/calling-back", packs.calling_back, name="pack_calling_back"),
    path(f"{somebody}/plan", plan.the_plan, name="plan"),
    path(f"{somebody}/plan/happened", plan.happened, name="happened"),
    *(path(f"{somebody}/plan/{address}", page, name=name) for address, page, name in PAGES),
    *(path(f"{somebody}/{address}", page, name=name) for address, page, name in CARD),
    path(f"{somebody}/together", plan.the_plan, TURNED, name="together"),
    *(path(f"{somebody}/together/{address}", page, TURNED, name=f"{name}_together") for address, page, name in PAGES),
    *(path(f"{somebody}/together/{address}", page, TURNED, name=f"{name}_together") for address, page, name in CARD),
    path(f"{somebody}/doubts/new", doubts.new_doubt, name="new_doubt"),
    path(f"{somebody}/doubts/<uuid:doubt_id>/ending", doubts.doubt_ending, name="doubt_ending"),
]
