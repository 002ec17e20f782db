from django.urls import URLPattern, path

from coalitions.views import consenting, drafting, proposing, suggesting, versions

BODY = "networks/<slug:slug>/agreement/"
CLAUSE = f"{BODY}clauses/<int:number>/"
VERSION = f"{BODY}versions/<int:number>/"

urlpatterns: list[URLPattern] = [
    path(BODY, versions.agreement_page, name="agreement"),
    path(f"{BODY}drafts/", drafting.drafts_page, name="drafts"),
    path(f"{BODY}drafts/<slug:group>/", drafting.group_page, name="group"),
    path(f"{BODY}clauses/new/", drafting.new_page, name="clause_new"),
    path(CLAUSE, drafting.clause_page, name="clause"),
    path(f"{CLAUSE}edit/", drafting.edit_page, name="clause_edit"),
    path(f"{CLAUSE}ready/", drafting.ready, name="clause_ready"),
    path(f"{CLAUSE}drop/", drafting.drop, name="clause_drop"),
    path(f"{CLAUSE}move/", drafting.move, name="clause_move"),
    path(f"{CLAUSE}talk/", drafting.talk, name="clause_talk"),
    path(f"{CLAUSE}history/", drafting.history_page, name="clause_history"),
    path(f"{CLAUSE}history/<int:text>/", drafting.text_page, name="clause_text"),
    path(f"{CLAUSE}suggest/", suggesting.suggest_page, name="suggest"),
    path(f"{CLAUSE}suggestions/<int:pk>/", suggesting.suggestion_page, name="suggestion"),
    path(f"{BODY}propose/", proposing.propose_page, name="propose"),
    path(f"{BODY}proposals/<int:number>/", proposing.proposal_page, name="proposal"),
    path(f"{BODY}proposals/<int:number>/renew/", proposing.renew, name="proposal_renew"),
    path(VERSION, versions.version_page, name="version"),
    path(f"{VERSION}print/", versions.print_page, name="version_print"),
    path(f"{VERSION}agreement.md", versions.markdown_file, name="version_markdown"),
    path(f"{VERSION}diff/<int:other>/", versions.diff_page, name="diff"),
    path(f"{VERSION}consents/", versions.consents_page, name="version_consents"),
    path(f"{VERSION}consent/<slug:member>/", consenting.consent_page, name="consent"),
]
