// The package's ./badge: registers <invocation-badge> alone. Of a status it needs nothing else; what reads a response comes when there is one.
import { register } from "../ui/register.ts";
import { InvocationBadge } from "../widget/badge.ts";
import { dressAnywhere } from "../widget/guest.ts";

dressAnywhere();
register([["invocation-badge", InvocationBadge]]);

export { InvocationBadge };
