/// How much: gates that measure what a write asks for against what its namespace may have.
@NullMarked
package kube.controlplane.apiserver.admission.limits;

import org.jspecify.annotations.NullMarked;
