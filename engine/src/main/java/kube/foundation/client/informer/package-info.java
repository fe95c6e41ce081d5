/// The part of a client that a learner can write: the copy that follows the server.
///
/// [kube.foundation.client.informer.MetadataInformer] is the slot `client.informer`, which meets the
/// server as a [kube.foundation.client.informer.ListWatch];
/// [kube.foundation.client.informer.ListThenWatch] is ours; and
/// [kube.foundation.client.informer.SecondCopy] keeps somebody else's beside our own copy and
/// compares the two.
@NullMarked
package kube.foundation.client.informer;

import org.jspecify.annotations.NullMarked;
