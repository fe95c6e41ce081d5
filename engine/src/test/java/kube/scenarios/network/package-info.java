/// Stories of traffic: Services, names, policies and the ways in from outside, told on a whole
/// cluster in virtual time.
@NullMarked
package kube.scenarios.network;

import org.jspecify.annotations.NullMarked;
