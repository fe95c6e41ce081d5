/// Turns what a connection and a request show into a [kube.controlplane.apiserver.request.UserInfo].
///
/// Each way to prove who one is has its class: certificates, tokens of service accounts, bootstrap
/// tokens, static tokens. The first that recognises its credential decides; a credential that
/// nobody believes is refused with 401, and no credential at all makes one anonymous.
@NullMarked
package kube.controlplane.apiserver.access.authentication;

import org.jspecify.annotations.NullMarked;
