/// Who asks, and may they? The first steps of every request, in this order:
///
/// 1. `authentication`: the connection and the credentials say who asks, or 401.
/// 2. `authentication` again: whoever may, can ask in somebody else's name (impersonation).
/// 3. `authorization`: may this user do that? Otherwise 403, with the reason.
/// 4. `audit`: what was asked, by whom, and what came of it, for those who look later.
///
/// [kube.controlplane.apiserver.access.Access] is the door to all of it.
@NullMarked
package kube.controlplane.apiserver.access;

import org.jspecify.annotations.NullMarked;
