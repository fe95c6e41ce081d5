/// Questions about access that the API answers: who am I, whose token is this, may they do that?
///
/// Reviews are created and never stored: the answer is the status of what was sent.
@NullMarked
package kube.controlplane.apiserver.access.review;

import org.jspecify.annotations.NullMarked;
