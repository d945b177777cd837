"""What staff routes refuse, for the documentation."""

from api.sync.reading import BODY as READING

NOT_OURS = {403: "`staff.origin`: not from our own page", 503: "`server.busy`: wait `Retry-After`"}
BODY = READING | NOT_OURS
INSIDE = {401: "`staff.session`: not signed in, or no longer"}
WAITS = {429: "`staff.wait`: too many tries, `Retry-After` says how long"}
FACTOR = {403: "`staff.factor`: wrong or used already; `staff.step_up`; `staff.origin`"}
STEPPED = {403: "`staff.step_up`: show the second factor first; `staff.origin`"}
ROLE = {403: "`staff.role`: no role for this there; `staff.step_up`; `staff.origin`"}
SELF = {403: "`staff.self`: not to oneself; `staff.role`; `staff.step_up`; `staff.origin`"}
WEAK = {422: "`staff.password_length`, `staff.password_common`: another; `request.invalid`"}
