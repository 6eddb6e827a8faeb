"""Addresses of the demonstration."""

from django.urls import path

from hearth.demonstration import views

app_name = "demonstration"
urlpatterns = [
    path("demo", views.demo, name="demo"),
    path("demo/post", views.post_box, name="post_box"),
    path("demo/sign-in/<slug:slug>", views.sign_in, name="sign_in"),
    path("look", views.look, name="look"),
]
