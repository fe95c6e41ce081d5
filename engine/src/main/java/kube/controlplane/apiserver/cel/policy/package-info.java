/// The expressions of admission policies: what they may speak of, and what became of them.
///
/// Both those who check a policy when it is written and those who apply it to writes read it here.
@NullMarked
package kube.controlplane.apiserver.cel.policy;

import org.jspecify.annotations.NullMarked;
