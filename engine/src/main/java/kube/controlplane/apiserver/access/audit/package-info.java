/// What was asked, by whom, and what came of it: for those who look later.
///
/// [kube.controlplane.apiserver.access.audit.AuditPolicy] says of each request how much is noted;
/// [kube.controlplane.apiserver.access.audit.AuditEntry] follows one request through its stages;
/// [kube.controlplane.apiserver.access.audit.AuditLog] keeps the last events for the board and
/// hands each on, to a file for example.
@NullMarked
package kube.controlplane.apiserver.access.audit;

import org.jspecify.annotations.NullMarked;
