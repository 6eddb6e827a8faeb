"""Addresses of the door."""

from django.urls import path

from hearth.front_door import ask_views, inbox_views, refer_views, views, welcome_views, who_asked_views

app_name = "front_door"
urlpatterns = [
    path("ask", ask_views.ask, name="ask"),
    path("ask/whole", ask_views.whole, name="whole"),
    path("ask/enough", ask_views.enough, name="enough"),
    path("ask/later", ask_views.later, name="later"),
    path("ask/<slug:question>", ask_views.step, name="step"),
    path("refer", refer_views.refer, name="refer"),
    path("refer/<str:proof>", refer_views.link, name="link"),
    path("r/<str:token>", refer_views.receipt, name="receipt"),
    path("r/<str:token>/words", refer_views.words, name="words"),
    path("come-back", views.come_back, name="come_back"),
    path("referrals", inbox_views.referrals, name="referrals"),
    path("referrals/waiting", inbox_views.waiting, name="waiting"),
    path("referrals/<uuid:referral_id>", welcome_views.referral, name="referral"),
    path("referrals/<uuid:referral_id>/who-asked", who_asked_views.who_asked, name="who_asked"),
    path("referrals/<uuid:referral_id>/approach", who_asked_views.approach, name="approach"),
    path("referrals/<uuid:referral_id>/hearing", who_asked_views.hearing, name="hearing"),
    path("referrals/<uuid:referral_id>/same-person", who_asked_views.same_person, name="same_person"),
    path("same-people/<uuid:same_id>/parting", who_asked_views.two_people, name="two_people"),
    path("referrals/<uuid:referral_id>/reading", welcome_views.reading, name="reading"),
    path("referrals/<uuid:referral_id>/urgency", welcome_views.urgency, name="urgency"),
    path("referrals/<uuid:referral_id>/tries", welcome_views.tries, name="tries"),
    path("referrals/<uuid:referral_id>/message", welcome_views.message, name="message"),
    path("referrals/<uuid:referral_id>/booking", welcome_views.booking, name="booking"),
    path("referrals/<uuid:referral_id>/thought", welcome_views.thought, name="thought"),
    path("referrals/<uuid:referral_id>/ending/<slug:step>", welcome_views.ending, name="ending"),
    path("bookings/<uuid:booking_id>/outcome", welcome_views.outcome, name="outcome"),
    path("people/<uuid:person_id>/referrals", welcome_views.referrals_of, name="referrals_of"),
]
