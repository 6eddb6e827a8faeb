"""Addresses of partners' forms."""

from django.urls import path

from hearth.telling import keeping_views, link_views, views

app_name = "telling"
of_person = "people/<uuid:person_id>/forms"
of_filling = f"{of_person}/<uuid:filling_id>"
urlpatterns = [
    path(of_person, views.person_forms, name="person_forms"),
    path(of_filling, views.filling, name="filling"),
    path(f"{of_filling}/answers", views.answers, name="answers"),
    path(f"{of_filling}/answers/<uuid:answer_id>", views.answer, name="answer"),
    path(f"{of_filling}/answers/<uuid:answer_id>/renewal", views.renewal, name="renewal"),
    path(f"{of_filling}/confirmation", views.confirmation, name="confirmation"),
    path(f"{of_filling}/receiver", views.receiver_yes, name="receiver_yes"),
    path(f"{of_filling}/sending", views.sending, name="sending"),
    path(f"{of_filling}/ending", views.ending, name="ending"),
    path("people/<uuid:person_id>/sent-forms/<uuid:sent_id>", views.sent_form, name="sent_form"),
    path("people/<uuid:person_id>/sent-forms/<uuid:sent_id>/file", views.file, name="file"),
    path("people/<uuid:person_id>/sent-forms/<uuid:sent_id>/link/ending", views.link_ending, name="link_ending"),
    path("f/<str:form_secret>", link_views.link, name="link"),
    path("f/<str:form_secret>/file", link_views.link_file, name="link_file"),
    path("partner-forms", keeping_views.partner_forms, name="partner_forms"),
    path("partner-forms/new", keeping_views.new_form, name="new_form"),
    path("partner-forms/<uuid:form_id>", keeping_views.partner_form, name="partner_form"),
    path("partner-forms/<uuid:form_id>/use", keeping_views.use, name="use"),
    path("partner-forms/<uuid:form_id>/trial", keeping_views.trial, name="trial"),
]
