"""Sessions, materials, challenges."""

from django.urls import URLPattern, path

from cohorts.views import materials

HERE = "networks/<slug:slug>/programme/"
MATERIALS = f"{HERE}materials/"
PIECE = f"{MATERIALS}<int:number>/"

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
]
