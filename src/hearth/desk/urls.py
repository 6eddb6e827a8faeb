"""Addresses of the desk."""

from django.urls import path

from hearth.desk import (
    amending,
    contact,
    documents,
    drafts,
    finding,
    journey_pictures,
    letters,
    one_page,
    safe,
    searching,
    signing,
    views,
    word_list,
)
from hearth.desk.identity import naming, several, whole

app_name = "desk"
identity = "people/<uuid:person_id>/identity"
files = "people/<uuid:person_id>/documents"
picture = "people/<uuid:person_id>/journey/picture"
health = "people/<uuid:person_id>/health"
notes = "people/<uuid:person_id>/safety-notes"
urlpatterns = [
    path("desk", views.today, name="today"),
    path("letters", letters.letters, name="letters"),
    path("search", searching.search, name="search"),
    path("word-list", word_list.word_list, name="word_list"),
    path("word-list/new", word_list.new_word, name="new_word"),
    path("word-list/<uuid:root_id>", word_list.word, name="word"),
    path("people", finding.people, name="people"),
    path("people/new", finding.somebody_new, name="somebody_new"),
    path("people/<uuid:person_id>", views.person, name="person"),
    path("people/<uuid:person_id>/entries", views.writing, name="writing"),
    path("people/<uuid:person_id>/draft", views.draft, name="draft"),
    path("people/<uuid:person_id>/contact", contact.contact, name="contact"),
    path("people/<uuid:person_id>/one-page", one_page.one_page, name="one_page"),
    path("people/<uuid:person_id>/entries/<uuid:entry_id>/together", signing.together, name="together"),
    path("joint-entries/<uuid:joint_id>", signing.joint_answer, name="joint_answer"),
    path("countersigning", signing.countersigning, name="countersigning"),
    path("countersigning/<uuid:signing_id>", signing.countersignature, name="countersignature"),
    path("drafts", drafts.drafts, name="drafts"),
    path("drafts/<uuid:draft_id>/ending", drafts.draft_ending, name="draft_ending"),
    path(health, safe.health, name="health"),
    path(f"{health}/<uuid:fact_id>/confirmation", safe.fact_step, {"step": "confirmation"}, name="fact_confirmation"),
    path(f"{health}/<uuid:fact_id>/ending", safe.fact_step, {"step": "ending"}, name="fact_ending"),
    path(notes, safe.notes, name="notes"),
    path(f"{notes}/<uuid:note_id>/renewal", safe.note_step, {"step": "renewal"}, name="note_renewal"),
    path(f"{notes}/<uuid:note_id>/ending", safe.note_step, {"step": "ending"}, name="note_ending"),
    path("people/<uuid:person_id>/own-code", views.own_code, name="own_code"),
    path("people/<uuid:person_id>/journey", views.journey, name="journey"),
    path("people/<uuid:person_id>/search", searching.search_of_one, name="search_of_one"),
    path(picture, journey_pictures.picture, name="journey_picture"),
    path(f"{picture}/agreement", journey_pictures.agreement, name="picture_agreement"),
    path(f"{picture}/agreements/<uuid:agreement_id>/copies", journey_pictures.copy, name="picture_copy"),
    path("people/<uuid:person_id>/entries/<uuid:entry_id>/amendment", amending.amendment, name="amendment"),
    path("people/<uuid:person_id>/entries/<uuid:entry_id>/error", amending.error, name="error"),
    path(files, documents.documents, name="documents"),
    path(f"{files}/<uuid:document_id>", documents.document, name="document"),
    path(f"{files}/<uuid:document_id>/file", documents.file, name="document_file"),
    path(f"{files}/<uuid:document_id>/pages/<int:page>", documents.page, name="document_page"),
    path(identity, whole.identity, name="identity"),
    path(f"{identity}/confirmation", whole.confirmation, name="confirmation"),
    path(f"{identity}/who", whole.who, name="who"),
    path(f"{identity}/life", whole.life, name="life"),
    path(f"{identity}/equality", whole.equality, name="equality"),
    path(f"{identity}/nhs-number", whole.nhs_number, name="nhs_number"),
    path(f"{identity}/new-name", naming.new_name, name="new_name"),
    path(f"{identity}/new-name/<uuid:change_id>/undoing", naming.putting_back, name="putting_back"),
    path(f"{identity}/names", several.names, name="names"),
    path(f"{identity}/names/<uuid:name_id>/removal", several.name_removal, name="name_removal"),
    path(f"{identity}/contacts", several.contacts, name="contacts"),
    path(f"{identity}/contacts/<uuid:contact_id>", several.contact, name="contact"),
    path(f"{identity}/contacts/<uuid:contact_id>/ending", several.contact_ending, name="contact_ending"),
    path(f"{identity}/needs", several.needs, name="needs"),
    path(f"{identity}/needs/<uuid:need_id>/ending", several.need_ending, name="need_ending"),
    path(f"{identity}/relations", several.relations, name="relations"),
    path(f"{identity}/relations/<uuid:relation_id>", several.relation, name="relation"),
    path(f"{identity}/relations/<uuid:relation_id>/ending", several.relation_ending, name="relation_ending"),
]
