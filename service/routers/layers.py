"""Map layers over HTTP (图层): boundaries, circles, residential areas and sites as GeoJSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from service import conditional
from service.answers import json_response
from service.dependencies import AskedDep
from service.layers import LAYERS, Layer, layer_features
from service.negotiation import Format, wanted
from service.schemas.catalogue import LayerList
from service.schemas.gaps import FeatureCollection
from service.schemas.problem import problems

router = APIRouter(prefix="/layers", tags=["layers"])

_GEOJSON: dict[int | str, dict[str, Any]] = {
    200: {"content": {Format.GEOJSON.media_type: {"schema": FeatureCollection.model_json_schema()}}}
}


@router.get("", operation_id="list_layers", response_model=LayerList, responses=problems())
def list_layers() -> Response:
    """The names of the layers."""
    return json_response({"layers": [layer.value for layer in LAYERS]})


@router.get(
    "/{name}",
    operation_id="read_layer",
    response_class=Response,
    responses={**_GEOJSON, **problems(404, 406, 422, 503)},
)
def read_layer(
    request: Request,
    name: Annotated[Layer, Path(description="图层名称，见 /layers / name of a layer")],
    asked: AskedDep,
    limit: Annotated[int, Query(description="最多返回要素数 / features at most", ge=1, le=10_000)] = 10_000,
    offset: Annotated[int, Query(description="跳过的要素数 / features to skip", ge=0)] = 0,
) -> Response:
    """One layer in CGCS2000 longitude and latitude (within a metre of WGS 84)."""
    form = wanted((Format.GEOJSON, Format.JSON), f=None, accept=request.headers.get("accept"))
    tag = asked.tag(request, form)
    if conditional.unchanged(request, tag):
        return conditional.not_modified(tag)
    features = layer_features(asked, name)
    body = {
        "type": "FeatureCollection",
        "name": name.value,
        **asked.about(),
        "numberMatched": len(features),
        "features": features[offset : offset + limit],
    }
    answer = json_response(body, conditional.headers(tag))
    answer.headers["Content-Type"] = form.media_type
    return answer
