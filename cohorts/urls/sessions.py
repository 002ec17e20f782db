"""Sessions, materials, challenges."""

from django.urls import URLPattern, path

from cohorts.views import challenges, materials, sessions, trusting

HERE = "networks/<slug:slug>/programme/"
MATERIALS = f"{HERE}materials/"
PIECE = f"{MATERIALS}<int:number>/"
SESSIONS = f"{HERE}sessions/"
SESSION = f"{SESSIONS}<int:number>/"
CHALLENGES = f"{HERE}challenges/"
CHALLENGE = "challenges/<slug:key>/"

urlpatterns: list[URLPattern] = [
    path(MATERIALS, materials.materials_page, name="materials"),
    path(f"{MATERIALS}new/", materials.new_page, name="material_new"),
    path(f"{MATERIALS}ready/<slug:theme>/", materials.ready_page, name="ready"),
    path(f"{MATERIALS}ready/<slug:theme>/take/", materials.take_ready, name="ready_take"),
    path(PIECE, materials.material_page, name="material"),
    path(f"{PIECE}edit/", materials.edit_page, name="material_edit"),
    path(f"{PIECE}versions/", materials.versions_page, name="material_versions"),
    path(f"{PIECE}versions/<int:version>/", materials.version_page, name="material_version"),
    path(f"{PIECE}away/", materials.away, name="material_away"),
    path(SESSIONS, sessions.sessions_page, name="sessions"),
    path(f"{SESSIONS}new/", sessions.new_page, name="sessions_new"),
    path(SESSION, sessions.session_page, name="session"),
    path(f"{SESSION}plan/", sessions.plan_page, name="session_plan"),
    path(f"{SESSION}offer/", sessions.offer, name="session_offer"),
    path(f"{SESSIONS}holdings/<int:pk>/", sessions.answer, name="holding_answer"),
    path(CHALLENGES, challenges.challenges_page, name="challenges"),
    path(f"{CHALLENGES}new/", challenges.new_page, name="challenge_new"),
    path(f"{CHALLENGES}trusted/", trusting.propose, name="trust_propose"),
    path(f"{CHALLENGES}trusted/<int:pk>/", trusting.confirm, name="trust_confirm"),
    path("trusted/<int:pk>/", trusting.answer_page, name="trust_answer"),
    path(CHALLENGE, challenges.challenge_page, name="challenge"),
    path(f"{CHALLENGE}close/", challenges.close_page, name="challenge_close"),
    path(f"{CHALLENGE}tell/", challenges.tell, name="challenge_tell"),
]
