"""What staff routes refuse, for the documentation."""

NOT_OURS = {403: "`staff.origin`: not from our own page", 503: "`server.busy`: wait `Retry-After`"}
BODY = {
    400: "`request.json`: not strict JSON",
    403: "`staff.origin`: not from our own page",
    413: "`request.too_large`",
    415: "`request.encoding`: not JSON",
    422: "`request.invalid`: not this contract",
    503: "`server.busy`: wait `Retry-After`",
}
INSIDE = {401: "`staff.session`: not signed in, or no longer"}
WAITS = {429: "`staff.wait`: too many tries, `Retry-After` says how long"}
FACTOR = {403: "`staff.factor`: wrong or used already; `staff.step_up`; `staff.origin`"}
STEPPED = {403: "`staff.step_up`: show the second factor first; `staff.origin`"}
ROLE = {403: "`staff.role`: no role for this there; `staff.step_up`; `staff.origin`"}
SELF = {403: "`staff.self`: not to oneself; `staff.role`; `staff.step_up`; `staff.origin`"}
WEAK = {422: "`staff.password_length`, `staff.password_common`: another; `request.invalid`"}
