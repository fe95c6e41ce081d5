/// The half of the network plugin that enforces NetworkPolicies.
///
/// [kube.network.policy.PolicyAgent] watches policies, and Pods and namespaces once there is a policy;
/// [kube.network.policy.PolicyRules] decides about each first packet, and says which policies it
/// asked.
@NullMarked
package kube.network.policy;

import org.jspecify.annotations.NullMarked;
