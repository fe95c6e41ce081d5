/// The rules for changing a Pod that exists, one file for each door that leads to it: the object
/// itself, its status, `ephemeralcontainers` and `resize`.
@NullMarked
package kube.controlplane.apiserver.strategy.pod.update;

import org.jspecify.annotations.NullMarked;
