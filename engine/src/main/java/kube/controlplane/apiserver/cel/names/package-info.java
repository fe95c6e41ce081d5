/// How the fields of an object are called in expressions.
@NullMarked
package kube.controlplane.apiserver.cel.names;

import org.jspecify.annotations.NullMarked;
