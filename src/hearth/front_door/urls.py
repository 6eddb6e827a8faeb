"""Addresses of the door."""

from django.urls import path

from hearth.front_door import views

app_name = "front_door"
urlpatterns = [
    path("ask", views.ask, name="ask"),
    path("r/<str:token>", views.receipt, name="receipt"),
    path("come-back", views.come_back, name="come_back"),
    path("referrals", views.referrals, name="referrals"),
    path("referrals/<uuid:referral_id>/reading", views.reading, name="reading"),
]
